// The form of an acknowledgement: the name, the role, and what is missing in them.
import type { ChangesView } from "../../core/views";
import { acknowledge as words } from "../../words/changes";

export const OTHER = "\u0000other";

export class Signing {
  name = $state("");
  /** A role of the branch, OTHER, or empty. */
  choice = $state("");
  ownRole = $state("");
  isTried = $state(false);
  /** What the app found wrong with the name. */
  refusal = $state("");

  constructor(readonly roles: string[], view: Pick<ChangesView, "last_person" | "last_role">, preferred: string) {
    this.name = view.last_person || preferred;
    const isKnown = roles.includes(view.last_role);
    this.choice = isKnown ? view.last_role : view.last_role || roles.length === 0 ? OTHER : "";
    this.ownRole = isKnown ? "" : view.last_role;
  }

  get role(): string {
    return (this.choice === OTHER ? this.ownRole : this.choice).trim();
  }

  get wrong(): { name: string; role: string } {
    return { name: this.name.trim() ? this.refusal : words.nameMissing, role: this.role ? "" : words.roleMissing };
  }

  get isComplete(): boolean {
    return Boolean(this.name.trim() && this.role);
  }
}
