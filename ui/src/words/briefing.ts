// The words of Briefing: ten minutes with the team about what changed.
import { day } from "./dates";

export interface SheetWords {
  title: string;
  file: (edition: number) => string;
  saved: (path: string) => string;
}

const counted = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);

export const briefing = {
  name: "Briefing",
  reading: "Preparing the briefing…",
  failed: "The briefing could not be prepared. Nothing was changed.",
  title: (edition: number) => `Ten minutes about edition ${edition}`,
  intro: "Stand together, with the sheet in your hand. Say it, practise it once, and ask who sees it differently.",
  print: "Print the briefing sheet",
  printConfirmation: "Print the confirmation sheet",
  nothing: "There is nothing to brief about yet",
  nothingWhy: "As soon as an edition arrives that changes something for your branch, its changes and role plays stand here.",
  nothingNew: (edition: number) => `Edition ${edition} changes nothing that your branch must know. A briefing is not needed.`,
  goToChanges: "Go to What changed",
  plan: "The ten minutes",
  minutes: (count: number) => counted(count, "minute", "minutes"),
  steps: { why: "Say why", changes: "Say what changed", practise: "Practise", confirm: "Confirm" },
  why: (edition: number, from: string) => `Edition ${edition} holds from ${day(from)}.`,
  what: { added: "New", material: "Changed", editorial: "Wording", withdrawn: "No longer holds" },
  say: "Say",
  rolePlay: "Role play",
  rolePlayHow: "Two people play it, the others watch: what did the customer hear?",
  noRolePlay: "No role play comes with these changes. Ask: when did this last happen here, and what would we do now?",
  concerns: (roles: string[]) => (roles.length > 0 ? roles.join(", ") : "everyone"),
  confirm: "Everyone confirms, in the app or on the sheet. Whoever is absent today is told on the next shift.",
  sheets: "To print",
  sheetsWhy: "One sheet to speak from, one that everyone signs.",
  record: "It took place",
  recordWhy: "It becomes part of your receipt.",
  on: "Day",
  onMissing: "Write the day of the briefing.",
  onFuture: "This day is still to come. Record the briefing when it has taken place.",
  ledBy: "Led by",
  ledByMissing: "Write who led it.",
  present: "Who was there",
  presentMissing: "Tick at least one person who was there.",
  noTeam: "Nobody is on your list yet. Add your people under What changed to note who was there.",
  everybody: "Tick all",
  note: "What was practised or asked",
  save: "Record the briefing",
  saveAgain: "Save the changes",
  cancel: "Cancel",
  saved: "The briefing is recorded. It goes with the next receipt.",
  recorded: "Recorded",
  recordedOn: (on: string, by: string) => `${day(on)}, led by ${by}`,
  wasPresent: (count: number) => `${count} there`,
  wasAbsent: (count: number) => `${count} absent`,
  change: "Change what is recorded",
  readOnly: "This file can only be read here, so nothing can be recorded in it.",
  sheetKind: "PDF files",
  nothingToPrint: "There is nothing to print before the first edition has arrived.",
  sheet: {
    title: "Where to keep the briefing sheet",
    file: (edition) => `Briefing, edition ${edition}`,
    saved: (path) => `The briefing sheet is at ${path}, and opens for printing.`,
  } satisfies SheetWords as SheetWords,
  confirmationSheet: {
    title: "Where to keep the confirmation sheet",
    file: (edition) => `Confirmation, edition ${edition}`,
    saved: (path) => `The confirmation sheet is at ${path}, and opens for printing.`,
  } satisfies SheetWords as SheetWords,
};
