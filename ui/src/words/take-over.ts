// The words of taking over from the depot, after a handbook's file was restored from an old backup.
import type { ExchangeStage, RebuildReport } from "../core/views";

const number = (count: number) => count.toLocaleString("en-GB");
const counted = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${number(count)} ${many}`);

export const takeOver = {
  title: "Take over from the depot",
  ask: "Take over from the depot…",
  why: "This is for a handbook’s file that was restored from an old backup. What was published after that backup, and what branches have sent, lies signed in the depot and comes back from there.",
  comes: "What comes back",
  brings: [
    "The editions that were published since, with their standards and due dates, exactly as they were signed",
    "Who may publish, and the keys of the branches that have joined",
    "Every receipt and every request that lies in the depot",
  ],
  lost: "What stays lost",
  losses: [
    "Drafts, waivers and approved texts that were in no edition yet",
    "What was entered about branches after the backup: names, regions, managers, addresses, roles and reminders",
    "Invites that were written after the backup and not used: these branches need new ones",
  ],
  stays: "What is in this file stays. Nothing is signed and nothing is put into the depot, so no key and no passphrase is needed.",
  sure: "This file was restored from a backup, and no newer copy of it is left",
  sureFirst: "Make sure of this and tick it. If a newer copy goes on as well, there are two publishers.",
  do: "Take over",
  stages: {
    looking: "Looking what the depot holds",
    fetching: "Fetching editions and receipts",
    checking: "Checking signatures, and keeping what holds",
  } satisfies Partial<Record<ExchangeStage, string>>,
  stay: "What has been taken over stays, even if you stop. Taking over once more goes on from there.",
  stopped: "Stopped. What had been taken over is kept; take over once more to go on.",

  doneTitle: "Taken over from the depot",
  nothingTitle: "Nothing was missing",
  nothing: "Everything that the depot holds was in this file already.",
  next: (state: number) => `The next exchange follows on state ${number(state)}, the newest in the depot.`,
  toDo: "What you still have to do",
  settings: "Go to Settings",
  done: "Done",
};

/** Says what came back, line by line; nothing where everything was here. */
export function takenOver({ editions, trusts, branches, receipts, known, requests }: RebuildReport): string[] {
  return [
    editions.length ? `${editionsNamed(editions)} ${editions.length === 1 ? "came back, and its signature holds" : "came back, and their signatures hold"}.` : "",
    trusts ? `${counted(trusts, "newer list", "newer lists")} of who may publish came back.` : "",
    branches ? `${counted(branches, "branch", "branches")} came back with the key that you had accepted.` : "",
    receipts ? `${counted(receipts, "receipt", "receipts")} came back${known ? `; ${number(known)} ${known === 1 ? "was" : "were"} here already` : ""}.` : "",
    requests ? `${counted(requests, "branch asks", "branches ask")} to join.` : "",
  ].filter(Boolean);
}

/** Says what the depot could not give back. */
export function stillToDo({ branches, missing, needs_key }: RebuildReport): string[] {
  return [
    needs_key ? "The roots have put the key in this file out of use. Make a new one under Settings before you exchange or publish." : "",
    branches === 1 ? `Enter the name of the branch that came back. ${calledAfter("it is")}` : "",
    branches > 1 ? `Enter the names of the ${number(branches)} branches that came back. ${calledAfter("they are")}` : "",
    missing === 1 ? "1 receipt that was confirmed to its branch is not in the depot. Ask the branch for the file, and collect it." : "",
    missing > 1 ? `${number(missing)} receipts that were confirmed to their branches are not in the depot. Ask the branches for the files, and collect them.` : "",
  ].filter(Boolean);
}

function calledAfter(they: string): string {
  return `Until then ${they} called after whoever joined, such as “Branch manager (4f0c1a)”.`;
}

function editionsNamed(editions: number[]): string {
  const last = editions.at(-1);
  return editions.length === 1 ? `Edition ${last}` : `Editions ${editions.slice(0, -1).join(", ")} and ${last}`;
}
