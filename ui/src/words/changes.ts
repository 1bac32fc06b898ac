// The words of What changed: is the edition genuine, what is different here, acknowledge it, the team, the receipt.
import type { AlarmView, BranchChange, ConfirmedHow, ExchangeStage, ReceiveReport, SilenceView } from "../core/views";
import { day, timeOfDay } from "./dates";

const counted = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count.toLocaleString("en-GB")} ${many}`);
const numbers = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];
const inWords = (count: number) => numbers[count] ?? String(count);
const moment = (at: string) => `${day(at)}, ${timeOfDay(at)}`;
/** Writes names as "a, b and c". */
export const listed = (names: string[]) => (names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`);
const editions = (all: number[]) => (all.length === 1 ? `Edition ${all[0]}` : `Editions ${listed(all.map(String))}`);

export const changes = {
  name: "What changed",
  reading: "Reading what changed…",
  failed: "What changed could not be read. Nothing was changed.",
  title: (edition: number, since: number | null) => (since === null ? `What is in edition ${edition}` : `What changed since edition ${since}`),
  sheet: "Briefing sheet",
  exchange: "Exchange",
  exchangeWhy: "Fetch what is new from the depot, and send receipts",
  receive: "Receive an edition…",
  met: (at: string) => `Depot last met on ${moment(at)}`,
  neverMet: "The depot was not met yet",
  chooser: { title: "Choose the edition files that you were sent", kind: "Editions and parcels" },

  toAcknowledge: (count: number) => `${count} to acknowledge`,
  allSeen: "All seen",
  done: "Acknowledged",
  concern: (branch: string, roles: string[], editorial: number) =>
    [
      roles.length > 0 ? `They concern ${branch}’s roles: ${roles.map((role) => role.toLocaleLowerCase()).join(", ")}.` : `They concern everyone at ${branch}.`,
      editorial > 0 ? `${inWords(editorial)} editorial ${editorial === 1 ? "change needs" : "changes need"} nothing.` : "",
    ].filter(Boolean).join(" "),
  note: "What HR says about it",
  progress: "How much is seen",
  nextUnseen: "Next unseen",
  list: "Changes to acknowledge",
  editorial: "Only the wording changed",
  editorialWhy: "These changes are editorial: what is to be done stays the same, and nothing needs to be acknowledged.",
  ofOthers: (count: number, branch: string) => `${counted(count, "change concerns", "changes concern")} only others, and ${count === 1 ? "is" : "are"} not shown. Everything is in the handbook at ${branch}.`,
  openHandbook: "Open the handbook",
  seen: "Seen",
  seenOf: (code: string, title: string) => `Seen: ${code} ${title}`,
  what: { added: "New", material: "Material", editorial: "Editorial", withdrawn: "Withdrawn" } satisfies Record<BranchChange["what"], string>,
  concerns: (roles: string[]) => (roles.length > 0 ? `Concerns ${listed(roles.map((role) => role.toLocaleLowerCase()))}.` : "Concerns everyone."),
  before: "Before",
  now: (effective: string, today: string) => (effective <= today ? `Now, since ${day(effective)}` : `From ${day(effective)}`),
  noStandard: "No standard.",
  noMore: "This standard no longer holds.",
  empty: "Nothing stood here.",
  emptied: "Taken out.",
  allFields: (count: number) => `The whole text: ${counted(count, "more field", "more fields")}`,

  upToDate: (edition: number) => `You are up to date with edition ${edition}.`,
  upToDateWhy: "Nothing waits to be acknowledged. When a new edition arrives, what is different for your branch appears here.",
  nothingForYou: (edition: number, branch: string) => `Nothing in edition ${edition} concerns ${branch}`,
  nothingForYouWhy: (count: number) => `${counted(count, "change concerns", "changes concern")} only others. There is nothing to acknowledge; the handbook holds everything.`,
};

/** The words of many standards at once, as in a first edition. */
export const book = {
  how: "Open a standard to read it, and tick it as seen. Tick a whole section when you have read it.",
  noSection: "Without a section",
  seenOf: (seen: number, all: number) => (seen === all ? "All seen" : `${seen} of ${all} seen`),
  all: "Whole section",
  allOf: (section: string) => `Seen: the whole section ${section}`,
  seenNext: "Seen, on to the next",
  seenLast: "Seen, that was the last",
};

export const nothingYet = {
  waitingTitle: "Your request has gone to HR",
  waitingTitleByHand: "Save the request for HR",
  waiting: "HR compares it with the invite and accepts your branch’s key. Then the edition comes to the depot, and you fetch it here.",
  waitingByHand: "There is no depot, so the request goes by hand: save it into a file, and send that to HR by mail or on a stick.",
  stepsLabel: "What happens next",
  steps: ["You have joined on this computer", "HR accepts your branch’s key", "The first edition arrives", "You see what is in it, and acknowledge it"],
  stepDone: "done",
  key: "HR may ask you to read this fingerprint of your key aloud",
  copyKey: "Copy the fingerprint",
  copied: "Copied",
  saveRequest: "Save the request for HR…",
  requestChooser: { title: "Where to keep the request", kind: "Requests" },
  saved: (path: string) => `The request is at ${path}. Send it to HR.`,
  title: "Nothing has arrived yet",
  why: "HR has accepted your branch. Look into the depot, or take in the edition file that you were sent.",
  whyByHand: "HR has accepted your branch. Ask HR for the edition file, and take it in here.",
};

export const genuine = {
  title: (edition: number) => `Genuine edition ${edition}`,
  signedBy: (organisation: string, signer: string) => `Signed by ${[organisation, signer].filter(Boolean).join(", ")}`,
  fingerprint: "Fingerprint of the edition",
  doubtful: (edition: number) => `Edition ${edition} is in doubt`,
  showsDoubtful: "Its signature holds, and so does that of another one. Compare the fingerprint with HR by telephone.",
  shows: "It comes from the key that your branch was enrolled with, and was not changed on the way.",
  showsNot: "It does not certify what the text says. In doubt, compare the fingerprint with HR by telephone.",
  issued: (on: string, arrived: string) => `Issued ${day(on)}, arrived ${day(arrived)}.`,
};

export const acknowledge = {
  title: "Acknowledge",
  by: "Please acknowledge by",
  late: "It was to be acknowledged by",
  noDue: "No last day is set.",
  seen: (seen: number, all: number) => `${seen} of ${all} seen.`,
  words: "What you agree to",
  unbriefed: "Have you briefed your team? Record it first, and these words say so.",
  toBriefing: "Go to Briefing",
  name: "Your name",
  nameMissing: "Write your name, so that the receipt says who acknowledged.",
  role: "Role",
  roleMissing: "Choose or write your role.",
  otherRole: "Another role…",
  ownRole: "Your role",
  button: (edition: number) => `Acknowledge edition ${edition}`,
  firstTick: (codes: string[]) => (codes.length === 1 ? `First tick ${codes[0]} as seen.` : `First tick these ${codes.length} as seen: ${codes.slice(0, 4).join(", ")}${codes.length > 4 ? " …" : "."}`),
  proves: "The receipt is signed with this branch’s key. It shows that the branch attested this; the name is what you enter here.",
  stopped: "Nothing can be acknowledged until HR has said which one is real.",
  readOnly: "This file can only be read here, so nothing can be acknowledged in it.",
  doneTitle: (edition: number) => `Edition ${edition} is acknowledged`,
  doneBy: (person: string, role: string) => [person, role].filter(Boolean).join(", "),
  doneAt: (at: string) => moment(at),
  done: (edition: number) => `Edition ${edition} is acknowledged. The receipt is signed.`,
};

export const receipt = {
  title: "Your receipt",
  steps: { made: "made and signed here", sent: "sent to the depot", sentByHand: "saved for mail", confirmed: "received by HR" },
  notYet: "not yet",
  at: (at: string) => moment(at),
  send: "Send it now",
  save: "Save the receipt for mail…",
  chooser: { title: "Choose a folder for the receipt", kind: "Folders" },
  saved: (paths: string[]) => (paths.length === 1 ? `The receipt is at ${paths[0]}. Send it to HR.` : `${paths.length} receipts are saved. Send them to HR.`),
};

export const team = {
  title: "Your team",
  count: (confirmed: number, all: number) => `${confirmed} of ${all} ${all === 1 ? "has" : "have"} confirmed`,
  none: "Nobody is on the list yet. Add your people, and each can confirm here or on paper.",
  missing: "Show who is missing",
  paper: "Enter the paper list",
  edit: "Edit the list",
  add: "Add people",
  everyone: "Everyone has confirmed.",

  missingTitle: (count: number) => (count === 0 ? "Everyone has confirmed" : `${counted(count, "person is", "people are")} missing`),
  missingWhy: "Each person chooses their own name and confirms.",
  isMissing: "Still missing",
  hasConfirmed: "Confirmed",
  isMe: "Confirm",
  isMeOf: (name: string) => `Confirm as ${name}`,
  how: { "in the app": "in the app", "on paper": "on paper" } satisfies Record<ConfirmedHow, string>,
  confirmedAs: (how: ConfirmedHow, at: string, by: string | null) => [`${how}, ${day(at)}`, by && `entered by ${by}`].filter(Boolean).join(", "),
  confirmTitle: (name: string) => `Confirm as ${name}`,
  confirmWhat: "What changed for you",
  confirmNothing: "Nothing that changed concerns your role alone; you confirm that you know of the new edition.",
  statement: (edition: number, effective: string) => `I know what changed in edition ${edition} for my work. I work by it from ${day(effective)}.`,
  confirm: (name: string) => `I am ${name}, and I confirm`,
  back: "Back to the list",
  confirmed: (name: string) => `${name} has confirmed.`,

  paperTitle: "Enter the paper list",
  paperWhy: "Tick everyone who signed the sheet. Keep the paper: it is the evidence, and this is only the note of it.",
  paperDay: "Day on the sheet",
  paperDayMissing: "Write the day that stands on the sheet.",
  paperDayFuture: "This day is still to come. Write the day on the sheet.",
  paperBy: "Entered by",
  paperByMissing: "Write who enters the list.",
  paperWho: "Who signed",
  paperNobody: "Tick at least one name.",
  paperAll: "Tick all",
  paperSave: (count: number) => (count === 0 ? "Enter" : `Enter ${counted(count, "name", "names")}`),
  paperSaved: (count: number) => `${counted(count, "person is", "people are")} noted as confirmed on paper.`,

  listTitle: "The people of this branch",
  listWhy: "Names stay on this computer and in your receipts. HR sees who confirmed, and how many are on the list.",
  listEmpty: "Nobody yet.",
  name: "Name",
  role: "Role",
  noRole: "No role",
  nameMissing: "Write a name first.",
  nameTwice: (name: string) => `${name} is on the list already.`,
  addOne: "Add",
  editOf: (name: string) => `Edit ${name}`,
  removeOf: (name: string) => `Remove ${name}`,
  save: "Save",
  cancel: "Cancel",
  removed: (name: string) => `${name} is off the list.`,
  close: "Close",
};

export const notices = {
  clock: "The clock of this computer is doubtful",
  clockWhy: "It contradicts what the organisation has signed. You can go on; receipts are marked “clock doubtful”. Set the date and the time of this computer.",
  silence: ({ since }: SilenceView) => `Nothing new has come since ${day(since)}`,
  silenceWhy: ({ promised_by }: SilenceView) =>
    `HR promised to publish by ${day(promised_by)}. Somebody may be keeping updates back: ask HR which edition holds.`,
  alarm: "Two publishers have signed: stop here",
  alarmWhat: ({ seq, is_edition, at }: AlarmView) =>
    is_edition ? `There are two different editions with the number ${seq}. Found on ${moment(at)}.` : `There are two different states of the depot with the number ${seq}. Found on ${moment(at)}.`,
  alarmNext: "One of them may be false. Do not acknowledge anything. Telephone HR at a number that you know, and compare the fingerprints.",
};

export const exchange = {
  stages: {
    looking: "Looking into the depot…", fetching: "Fetching what is new…", checking: "Checking and keeping it…", sending: "Sending receipts…",
  } satisfies Record<ExchangeStage, string>,
  label: "Exchange with the depot",
  stop: "Stop",
  stopping: "Stopping…",
  noDepot: "This branch has no depot. Receive the edition file that you were sent, or enter a depot under Settings.",
  report: ({ received, known, refused, sent, confirmed }: ReceiveReport, isDepot: boolean) =>
    [
      received.length > 0 && `${editions(received)} arrived and ${received.length === 1 ? "is" : "are"} genuine.`,
      received.length === 0 && known.length > 0 && !isDepot && `${editions(known)} ${known.length === 1 ? "was" : "were"} here already.`,
      sent > 0 && `${counted(sent, "receipt was", "receipts were")} sent.`,
      confirmed > 0 && `HR has ${counted(confirmed, "receipt", "receipts")} of yours.`,
      isDepot && received.length + sent + confirmed + refused.length === 0 && "Nothing is new in the depot, and nothing waits to be sent.",
    ].filter(Boolean).join(" "),
};
