// What the interface may ask of the app: one typed function per command.
import type {
  AcknowledgedQuery, AcknowledgedView, ApprovalOrder, ApproveAnswer, AppView, ArrivedView, Branch, BranchesView, BranchHistory, BranchImport,
  BranchQuery, Briefing, ChangesView, Checked, ConfirmedHow, Due, ExchangeProgress, ExchangeReport, FieldDifference, Handbook,
  HistoryView, HitView, IdentityView, ImportView, Invited, InviteView, Language, NewWorkspace, NotOffered, OutlineAnswer, OverviewView, PersonView, Preferences, ProbeView, Problem,
  PublishedView, PublishOrder, PublishStage, PublishView, ReaderView, RebuildReport, ReceiveReport, RootKeyFile, SaveAnswer, Screen, Stage, Standard, StandardView,
  TextField, VerdictView, WorkspaceView,
} from "./views";

/** Hears how far long work is. */
export type Listener = (progress: ExchangeProgress) => void;

/** Every function throws a Problem when the app refuses; then nothing was changed, but for what long work had done before it was stopped. */
export interface Core extends Exchange, BranchSide {
  /* the app */
  readApp(): Promise<AppView>;
  savePreferences(preferences: Preferences): Promise<void>;
  /** Forgets a recent file; the file stays. */
  forgetRecent(path: string): Promise<AppView>;
  /** Gives the system's menu bar its words; what is chosen comes through `onCommand`. */
  setMenu(menus: MenuWords[]): Promise<void>;
  onCommand(call: (command: string) => void): void;
  /** Calls back when the window is about to close; `closeWindow` then answers. */
  onClosing(call: () => void): void;
  /** Closes the window, or keeps it open because something is not saved. */
  closeWindow(isSaved: boolean): Promise<void>;
  /** Calls back when another start of the app asked for a workspace. */
  onWorkspaceAskedFor(read: () => void): void;

  /* the workspace */
  /** Reads the workspace that is open, was asked for, or was open last; null when there is none. */
  readWorkspace(): Promise<WorkspaceView | null>;
  /** Lets the user choose a workspace file and opens it; null when they change their mind. */
  chooseWorkspace(words: ChooserWords): Promise<WorkspaceView | null>;
  openWorkspace(path: string): Promise<WorkspaceView>;
  /** Tells what file of an exchange the app was started with; it stays laid aside until it is taken in or put away. */
  readArrived(): Promise<ArrivedView | null>;
  putAwayArrived(): Promise<void>;
  /** Lets the user choose where, and makes a workspace there. */
  makeWorkspace(wish: NewWorkspace, words: ChooserWords): Promise<WorkspaceView | null>;
  closeWorkspace(): Promise<void>;
  /** Lets the user choose where, and writes a copy of the whole workspace there; returns its path. */
  backUpWorkspace(words: ChooserWords): Promise<string | null>;
  notePlace(screen: Screen, standard: string | null): Promise<void>;
  /** Saves the title and lists, if they are still those that were read. */
  saveHandbook(handbook: Handbook, read: Handbook): Promise<WorkspaceView>;
  find(query: string): Promise<HitView[]>;

  /* standards */
  readStandard(id: string): Promise<StandardView>;
  /** Checks a text without saving it; quick enough for every key press. */
  checkStandard(standard: Standard): Promise<Checked>;
  saveStandard(standard: Standard, saves: number): Promise<SaveAnswer>;
  /** Adds an empty standard with a free code. */
  addStandard(at: { section: string; stage: Stage | null; channel: string | null }): Promise<OutlineAnswer>;
  duplicateStandard(id: string): Promise<OutlineAnswer>;
  retireStandard(id: string): Promise<OutlineAnswer>;
  /** Brings a retired standard back as it was. */
  bringBackStandard(id: string): Promise<OutlineAnswer>;
  /** Puts a standard before another one, or last. */
  moveStandard(id: string, before: string | null): Promise<OutlineAnswer>;
  /** Keeps a finding on purpose. */
  waive(id: string, rule: string, sentence: string, reason: string): Promise<StandardView>;
  /** Takes back that a finding is kept. */
  unwaive(id: string, rule: string, sentence: string): Promise<StandardView>;
  /** Declares a translated field up to date with its source. */
  markTranslated(id: string, language: Language, field: TextField): Promise<StandardView>;
  /** Renders a standard as readers will see it: a whole HTML page without scripts. */
  preview(id: string, language: Language): Promise<string>;
  approve(ids: string[], order: ApprovalOrder): Promise<ApproveAnswer>;

  /* looking back and around */
  readHistory(id: string): Promise<HistoryView>;
  /** Compares two revisions; null means the draft, and as `from` with no revision an empty text. */
  compare(id: string, from: number | null, to: number | null): Promise<FieldDifference[]>;
  restore(id: string, revision: number): Promise<StandardView>;
  readOverview(): Promise<OverviewView>;
  setOffered(place: NotOffered, isOffered: boolean): Promise<OverviewView>;

  /* publishing */
  readPublish(): Promise<PublishView>;
  chooseFolder(words: ChooserWords): Promise<string | null>;
  publish(order: PublishOrder, progress: (stage: PublishStage) => void): Promise<PublishedView>;
  /** Lets the user choose a folder and writes the files of an edition there once more; returns their paths. */
  writeAgain(number: number, words: ChooserWords): Promise<string[] | null>;
  cancelPublish(): Promise<void>;
  verifyFiles(paths: string[]): Promise<VerdictView[]>;
  /** Lets the user choose files and verifies them; null when they change their mind. */
  chooseAndVerify(words: ChooserWords): Promise<VerdictView[] | null>;
  showInFolder(path: string): Promise<void>;

  /* the organisation's identity */
  readIdentity(): Promise<IdentityView | null>;
  /** Makes a root and a publisher's key; the root's files go into the folder. */
  makeIdentity(order: { name: string; passphrase: string; folder: string; two_of_three: boolean }): Promise<IdentityView>;
  /** Lets the user choose the file of a root's sealed key, and tells which root's it is. */
  chooseRootKey(words: ChooserWords): Promise<RootKeyFile | null>;
  /** Makes a new publisher's key with the roots' keys. */
  renewIdentity(order: { name: string; passphrase: string; root_keys: string[]; is_stolen: boolean }): Promise<IdentityView>;
  /** Makes other roots, which the old ones vouch for, and a publisher's key under them. */
  replaceRoots(order: { name: string; passphrase: string; root_keys: string[]; two_of_three: boolean; folder: string }): Promise<IdentityView>;
  /** Lets the user choose a PKCS#12 file and takes the identity in it over. */
  importIdentity(order: { file_passphrase: string; passphrase: string }, words: ChooserWords): Promise<IdentityView | null>;
  /** Writes the certificates and the sealed key into a folder that the user chooses; returns the files. */
  backUpIdentity(words: ChooserWords): Promise<string[] | null>;

  /* import */
  /** Lets the user choose files and tells what importing them would do. */
  chooseImport(words: ChooserWords): Promise<ImportView | null>;
  importFiles(sources: string[]): Promise<{ report: ImportView; workspace: WorkspaceView }>;
}

/** What HR does with its branches. */
export interface Exchange {
  /* the register */
  readBranches(query: BranchQuery): Promise<BranchesView>;
  /** Enters a branch, whose identity is empty, or changes one. */
  saveBranch(branch: Branch): Promise<void>;
  /** Closes branches, which are asked nothing any more, or opens them again. What came from them stays. */
  closeBranches(ids: string[], isClosed: boolean): Promise<void>;
  /** Lets the user choose a CSV file and tells what importing it would do. */
  chooseBranches(words: ChooserWords): Promise<{ source: string; report: BranchImport } | null>;
  importBranches(source: string): Promise<BranchImport>;
  /** Writes invites, and a sheet to print, into a folder that the user chooses; null for all that have none. */
  inviteBranches(ids: string[] | null, words: ChooserWords): Promise<Invited | null>;
  /** Accepts the keys of branches that ask; null for all that prove to hold the invite. Returns how many. */
  enrolBranches(ids: string[] | null): Promise<number>;
  /** Puts a branch's key out of use, because it was stolen or lost; the branch needs a new invite. */
  putOutOfUse(id: string): Promise<void>;
  /** Lets the user choose a root's key file in another place, and notes that a copy is there. */
  confirmRootCopy(words: ChooserWords): Promise<BranchesView["roots"] | null>;

  /* the depot */
  /** Tries a depot and keeps its address; null for none. The name and password are kept apart, for this user only. */
  setDepot(address: string | null, credentials: Credentials | null): Promise<ProbeView | null>;
  /** Takes in what came and puts out what is new; without a passphrase nothing is signed, and so nothing is put out. */
  exchange(passphrase: string | null, progress: Listener): Promise<ExchangeReport>;
  /** Takes over what the depot holds and a workspace lacks that was restored from an old backup; signs nothing, and puts nothing out. */
  rebuild(progress: Listener): Promise<RebuildReport>;
  /** Stops an exchange, taking over, or taking files in. */
  cancelExchange(): Promise<void>;
  /** Lets the user choose receipts, requests or parcels, and takes them in. */
  collectFiles(words: ChooserWords, progress: Listener): Promise<ExchangeReport | null>;
  /** Takes in what a branch sent, from the file that the app was started with. */
  collectArrived(progress: Listener): Promise<ExchangeReport | null>;
  /** Lets the user choose where, and writes everything a branch needs into one file for a mail; returns its path. */
  writeParcel(passphrase: string, words: ChooserWords): Promise<string | null>;

  /* who has acknowledged what */
  readAcknowledged(query: AcknowledgedQuery): Promise<AcknowledgedView>;
  readBranchHistory(id: string): Promise<BranchHistory>;
  setDue(edition: number, due: Due[]): Promise<void>;
  /** Reminds the branches that the query matches, or only some of them: opens a draft in the mail program, or writes a list to call from. */
  remind(query: AcknowledgedQuery, ids: string[] | null, byMail: boolean, words: ChooserWords): Promise<{ count: number; path: string } | null>;
  saveAcknowledged(query: AcknowledgedQuery, words: ChooserWords): Promise<string | null>;
  /** Writes a signed report of who had acknowledged what on a day. */
  saveEvidence(on: string, passphrase: string, words: ChooserWords): Promise<string | null>;
  saveReceipt(branch: string, seq: number, words: ChooserWords): Promise<string | null>;
}

/** What a branch does. */
export interface BranchSide {
  /* joining */
  /** Lets the user choose an invite and tells what it says. */
  chooseInvite(words: ChooserWords): Promise<{ path: string; invite: InviteView } | null>;
  /** Fetches the invite that belongs to words that were read aloud. */
  fetchInvite(order: SpokenInvite): Promise<InviteView>;
  /** Lets the user choose where, makes the branch's workspace and key there, and asks HR to be enrolled. */
  join(order: { invite: string | SpokenInvite; person: string; credentials: Credentials | null }, words: ChooserWords): Promise<WorkspaceView | null>;
  /** Writes the request to be enrolled into a file, for a branch without a depot. */
  saveRequest(words: ChooserWords): Promise<string | null>;

  /* editions */
  readChanges(): Promise<ChangesView>;
  /** Lets the user choose edition files or parcels, verifies them and takes them in. */
  receiveFiles(words: ChooserWords, progress: Listener): Promise<ReceiveReport | null>;
  /** Verifies and takes in the file that the app was started with, if it is one for a branch. */
  receiveArrived(progress: Listener): Promise<ReceiveReport | null>;
  /** Fetches what is new from the depot, and sends the receipts that wait. */
  meetDepot(progress: Listener): Promise<ReceiveReport>;
  setBranchDepot(address: string | null, credentials: Credentials | null): Promise<ProbeView | null>;
  /** Notes that changes were seen, or takes that back. */
  tick(standards: string[], isSeen: boolean): Promise<ChangesView>;
  acknowledge(person: string, role: string): Promise<ChangesView>;
  /** Writes the receipts that HR has not confirmed into a folder that the user chooses; returns the files. */
  saveOwnReceipts(words: ChooserWords): Promise<string[] | null>;

  /* the team */
  savePerson(person: PersonView): Promise<ChangesView>;
  removePerson(id: string): Promise<ChangesView>;
  /** Notes that people confirmed; `on` is the day on a printed sheet, and `enteredBy` who entered it. */
  confirmStaff(ids: string[], how: ConfirmedHow, on: string | null, enteredBy: string | null): Promise<ChangesView>;
  brief(briefing: Briefing): Promise<ChangesView>;
  /** Chooses what the briefing is about; nothing for what is proposed. */
  chooseForBriefing(standards: string[]): Promise<ChangesView>;
  /** Writes the sheet for a briefing of the team, and opens it. */
  saveBriefingSheet(words: ChooserWords): Promise<string | null>;
  /** Writes the sheet that staff sign, and opens it. */
  saveConfirmationSheet(words: ChooserWords): Promise<string | null>;

  /* the handbook */
  readHandbook(language: Language | null): Promise<ReaderView>;
  /** Renders a standard of the newest edition: a whole HTML page without scripts. */
  readRule(id: string, language: Language): Promise<string>;
  findRule(query: string): Promise<HitView[]>;
}

/** The name and password of a store, or the key's identity and secret. */
export interface Credentials {
  name: string;
  secret: string;
}

/** An invite that was read aloud: where the depot is, and the words. */
export interface SpokenInvite {
  depot: string;
  words: string;
  credentials: Credentials | null;
}

/** The words of the system's file dialog. */
export interface ChooserWords {
  title: string;
  /** What the files are called. */
  kind: string;
  /** The proposed file name, where one is made. */
  name?: string;
}

/** A menu of the menu bar; an item without words is a line between items. */
export interface MenuWords {
  words: string;
  items: { command: string; words: string; keys?: string }[];
}

/** How far work is that has only been asked for. */
export const notBegun: ExchangeProgress = { stage: "looking", unit: "files", done: 0, all: 0 };

/** Returns what was thrown as a problem that has words. */
export function problemFrom(thrown: unknown): Problem {
  return isProblem(thrown) ? thrown : { code: "unexpected", values: { reason: String(thrown) } };
}

function isProblem(thrown: unknown): thrown is Problem {
  return typeof thrown === "object" && thrown !== null && "code" in thrown && "values" in thrown;
}

