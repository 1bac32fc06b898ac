// The words around every screen.
import type { Screen } from "../core/views";
import type { Saving } from "../session.svelte";
import { day, timeOfDay } from "./dates";

export const app = {
  name: "Plumbline",
  windowTitle: (handbook?: string, file?: string) => [handbook, file, "Plumbline"].filter(Boolean).join(" – "),
  opening: "Opening the handbook…",
  chooserTitle: "Open a handbook",
  chooserKind: "Plumbline handbooks",
  problem: "There is a problem",
  dismiss: "Close this message",
  skip: "Skip to the page",
  screens: "Screens",
  close: "Close",
  draftOf: (next: number) => `Draft of edition ${next}`,
  basedOn: (number: number, on: string) => `based on edition ${number}, ${day(on)}`,
  noEditionYet: "nothing published yet",
  arrived: (number: number, at: string) => `edition ${number} arrived ${day(at)}`,
  editionOf: (number: number) => `edition ${number}`,
  nothingArrived: "no edition has arrived yet",
  late: (count: number) => (count === 1 ? "1 branch is late" : `${count.toLocaleString("en-GB")} branches are late`),
  toAcknowledge: (count: number) => (count === 1 ? "1 change to acknowledge" : `${count} changes to acknowledge`),
  findPlaceholder: "Find a standard or a phrase",
  you: (name: string) => (name ? `You are ${name}. Change it in Settings` : "Say who you are in Settings"),
  readOnly: "For reading only",
  readOnlyWhy: {
    "newer-version": "A newer Plumbline has written this handbook. You can read it here; install the newer Plumbline to change it.",
    "read-only-file": "The file may only be read. Copy it to a folder of yours, and open the copy to change it.",
  },
  tryAgain: "Try again",
  savedAlready: "Already saved: everything is saved as you type.",
  backedUp: (path: string) => `A copy of the whole handbook is at ${path}.`,
  backUpTitle: "Back up the handbook",
  textSize: (percent: number) => `Text size ${percent} %.`,
  largest: "The text is as large as it gets.",
  smallest: "The text is as small as it gets.",
  noticeLabel: "Notices",
  undo: "Undo",
  closeNotice: "Close this notice",
};

export const screenNames: Record<Screen, string> = {
  overview: "Overview",
  write: "Write",
  translate: "Translate",
  history: "History",
  publish: "Publish",
  branches: "Branches",
  acknowledged: "Acknowledged",
  changes: "What changed",
  handbook: "Handbook",
  briefing: "Briefing",
  settings: "Settings",
};

export function savedWords(saving: Saving, savedAt: string | null): string {
  if (saving === "saving") return "Saving…";
  if (saving === "failed") return "Not saved yet";
  return savedAt ? `Saved on this computer, ${timeOfDay(savedAt)}` : "Saved on this computer";
}
