// What the interface may ask of the app: one typed function per command.
import type {
  ApprovalOrder, ApproveAnswer, AppView, Checked, FieldDifference, Handbook, HistoryView, HitView, IdentityView,
  ImportView, Language, NewWorkspace, NotOffered, OutlineAnswer, OverviewView, Preferences, Problem,
  PublishedView, PublishOrder, PublishStage, PublishView, SaveAnswer, Screen, Stage, Standard, StandardView,
  TextField, VerdictView, WorkspaceView,
} from "./views";

/** Every function throws a Problem when the app refuses; then nothing was changed. */
export interface Core {
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
  makeIdentity(order: { name: string; passphrase: string; folder: string }): Promise<IdentityView>;
  /** Makes a new publisher's key with the root's key file. */
  renewIdentity(order: { name: string; passphrase: string }, words: ChooserWords): Promise<IdentityView | null>;
  /** Lets the user choose a PKCS#12 file and takes the identity in it over. */
  importIdentity(order: { file_passphrase: string; passphrase: string }, words: ChooserWords): Promise<IdentityView | null>;
  /** Writes the certificates and the sealed key into a folder that the user chooses; returns the files. */
  backUpIdentity(words: ChooserWords): Promise<string[] | null>;

  /* import */
  /** Lets the user choose files and tells what importing them would do. */
  chooseImport(words: ChooserWords): Promise<ImportView | null>;
  importFiles(sources: string[]): Promise<{ report: ImportView; workspace: WorkspaceView }>;
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

/** Returns what was thrown as a problem that has words. */
export function problemFrom(thrown: unknown): Problem {
  return isProblem(thrown) ? thrown : { code: "unexpected", values: { reason: String(thrown) } };
}

function isProblem(thrown: unknown): thrown is Problem {
  return typeof thrown === "object" && thrown !== null && "code" in thrown && "values" in thrown;
}

