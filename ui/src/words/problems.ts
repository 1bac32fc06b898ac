// What the user reads when something went wrong: what happened, what was not affected, what to do next.
import type { ProblemCode } from "../core/views";

export interface ProblemWords {
  happened: string;
  unaffected: string;
  next: string;
}

type Values = Record<string, string | undefined>;

export const problems: Record<ProblemCode, (values: Values) => ProblemWords> = {
  "workspace-missing": ({ path }) => ({
    happened: `There is no file at ${path}.`,
    unaffected: "Nothing was changed.",
    next: "See whether it was moved or renamed, or whether its drive is not connected. Then open it again.",
  }),
  "not-a-workspace": ({ path }) => ({
    happened: `${path} is not a Plumbline workspace.`,
    unaffected: "The file was only looked at; nothing was changed.",
    next: "Choose a file whose name ends in .plumbline. An edition file is received into a workspace, not opened.",
  }),
  "workspace-damaged": ({ path, reason }) => ({
    happened: `${path} is damaged (${reason}).`,
    unaffected: "The file was not changed, and neither was anything else.",
    next: "Open a backup instead. The command “plumbline doctor” says what can be saved of the damaged file.",
  }),
  "workspace-newer": ({ path }) => ({
    happened: `${path} was made by a newer Plumbline than this one.`,
    unaffected: "The file was not changed, and neither was anything else.",
    next: "Install the newer Plumbline on this computer, then open the file again.",
  }),
  "workspace-busy": ({ path }) => ({
    happened: `Another program has been writing to ${path} for several seconds.`,
    unaffected: "Nothing was changed.",
    next: "Wait until the other program has finished, then open the file again.",
  }),
  "workspace-unreadable": ({ path, reason }) => ({
    happened: `${path} cannot be read (${reason}).`,
    unaffected: "The file was not changed, and neither was anything else.",
    next: "See whether you may read the file and its folder, and whether the drive is still connected. Then open it again.",
  }),
  unexpected: ({ reason }) => ({
    happened: `Plumbline met something that it did not expect (${reason}).`,
    unaffected: "What was saved before is still saved.",
    next: "Try once more. If it happens again, close the window and start Plumbline again.",
  }),
};
