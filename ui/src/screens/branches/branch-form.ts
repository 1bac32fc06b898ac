// A branch while it is being entered or changed, and what is wrong with it.
import type { Branch } from "../../core/views";
import { editing as words } from "../../words/branches";

export interface BranchMistakes {
  name?: string;
  email?: string;
}

export function mistakesIn({ name, email }: Pick<Branch, "name" | "email">): BranchMistakes {
  const mistakes: BranchMistakes = {};
  if (!name.trim()) mistakes.name = words.nameMissing;
  if (email.trim() && !/^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]+$/.test(email.trim())) mistakes.email = words.emailWrong;
  return mistakes;
}

/** Takes away the spaces around what was typed. */
export function tidied(branch: Branch): Branch {
  const { name, region, manager, email } = branch;
  return { ...branch, name: name.trim(), region: region.trim(), manager: manager.trim(), email: email.trim() };
}

/** The handbook's roles, and those that the branch has besides. */
export function rolesFor(handbook: readonly string[], branch: readonly string[]): string[] {
  return [...handbook, ...branch.filter((role) => !handbook.includes(role))];
}
