// What the interface may ask of the app: one typed function per command.
import type { Problem, WriteView } from "./views";

export interface Core {
  /** Reads the workspace that is open or was asked for; null when there is none. Throws a Problem. */
  readWorkspace(): Promise<WriteView | null>;
  /** Lets the user choose a workspace file and opens it. Throws a Problem. */
  chooseWorkspace(words: ChooserWords): Promise<WriteView | null>;
  /** Calls back when another start of the app asked for a workspace. */
  onWorkspaceAskedFor(read: () => void): void;
}

/** The words of the system's file dialog. */
export interface ChooserWords {
  title: string;
  kind: string;
}

/** Returns what was thrown as a problem that has words. */
export function problemFrom(thrown: unknown): Problem {
  return isProblem(thrown) ? thrown : { code: "unexpected", values: { reason: String(thrown) } };
}

function isProblem(thrown: unknown): thrown is Problem {
  return typeof thrown === "object" && thrown !== null && "code" in thrown && "values" in thrown;
}
