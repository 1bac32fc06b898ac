// The real core: the app's commands through Tauri. The only file that imports it.
import { Channel, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import type { Core, Listener } from "./core";
import type { ExchangeProgress, Handbook, PublishStage, StandardView } from "./views";
import { whole, wholeHandbook } from "./whole";

/** Asks for an answer that holds a handbook; nothing stays nothing. */
async function withHandbook<T extends { handbook: Handbook } | null>(command: string, values?: Record<string, unknown>): Promise<T> {
  const answer = await invoke<T>(command, values);
  return answer && { ...answer, handbook: wholeHandbook(answer.handbook) };
}

/** The identity of a branch that is not entered yet. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

function channel(listener: Listener): Channel<ExchangeProgress> {
  const stages = new Channel<ExchangeProgress>();
  stages.onmessage = listener;
  return stages;
}

const standard = (view: StandardView): StandardView => ({ ...view, standard: whole(view.standard) });

export const tauriCore: Core = {
  readApp: () => invoke("read_app"),
  savePreferences: (preferences) => invoke("save_preferences", { preferences }),
  forgetRecent: (path) => invoke("forget_recent", { path }),
  setMenu: (menus) => invoke("set_menu", { menus }),
  onCommand: (call) => void listen<string>("command", ({ payload }) => call(payload)),
  onClosing: (call) => void listen("closing", call),
  closeWindow: (isSaved) => invoke("close_window", { isSaved }),
  onWorkspaceAskedFor: (read) => void listen("workspace-asked-for", read),

  readWorkspace: () => withHandbook("read_workspace"),
  chooseWorkspace: (words) => withHandbook("choose_workspace", { words }),
  openWorkspace: (path) => withHandbook("open_workspace", { path }),
  readArrived: () => invoke("read_arrived"),
  putAwayArrived: () => invoke("put_away_arrived"),
  makeWorkspace: (wish, words) => withHandbook("make_workspace", { wish, words }),
  closeWorkspace: () => invoke("close_workspace"),
  backUpWorkspace: (words) => invoke("back_up_workspace", { words }),
  notePlace: (screen, standard) => invoke("note_place", { place: { screen, standard } }),
  saveHandbook: (handbook, read) => withHandbook("save_handbook", { handbook, read }),
  find: (query) => invoke("find", { query }),

  readStandard: async (id) => standard(await invoke("read_standard", { id })),
  checkStandard: (standard) => invoke("check_standard", { standard }),
  saveStandard: async (text, saves) => {
    const answer = await invoke<Awaited<ReturnType<Core["saveStandard"]>>>("save_standard", { standard: text, saves });
    return answer.kind === "stale" ? { ...answer, theirs: standard(answer.theirs) } : answer;
  },
  addStandard: (at) => withHandbook("add_standard", at),
  duplicateStandard: (id) => withHandbook("duplicate_standard", { id }),
  retireStandard: (id) => withHandbook("retire_standard", { id }),
  bringBackStandard: (id) => withHandbook("bring_back_standard", { id }),
  moveStandard: (id, before) => withHandbook("move_standard", { id, before }),
  waive: async (id, rule, sentence, reason) => standard(await invoke("waive", { id, rule, sentence, reason })),
  unwaive: async (id, rule, sentence) => standard(await invoke("unwaive", { id, rule, sentence })),
  markTranslated: async (id, language, field) => standard(await invoke("mark_translated", { id, language, field })),
  preview: (id, language) => invoke("preview", { id, language }),
  approve: (ids, order) => invoke("approve", { ids, order }),

  readHistory: (id) => invoke("read_history", { id }),
  compare: (id, from, to) => invoke("compare", { id, from, to }),
  restore: async (id, revision) => standard(await invoke("restore", { id, revision })),
  readOverview: () => invoke("read_overview"),
  setOffered: (place, isOffered) => invoke("set_offered", { place, isOffered }),

  readPublish: () => invoke("read_publish"),
  chooseFolder: (words) => invoke("choose_folder", { words }),
  publish: (order, progress) => {
    const stages = new Channel<PublishStage>();
    stages.onmessage = progress;
    return invoke("publish", { order, progress: stages });
  },
  writeAgain: (number, words) => invoke("write_again", { number, words }),
  cancelPublish: () => invoke("cancel_publish"),
  verifyFiles: (paths) => invoke("verify_files", { paths }),
  chooseAndVerify: (words) => invoke("choose_and_verify", { words }),
  showInFolder: (path) => invoke("show_in_folder", { path }),

  readIdentity: () => invoke("read_identity"),
  makeIdentity: (order) => invoke("make_identity", { order }),
  chooseRootKey: (words) => invoke("choose_root_key", { words }),
  renewIdentity: (order) => invoke("renew_identity", { order }),
  replaceRoots: (order) => invoke("replace_roots", { order }),
  importIdentity: (order, words) => invoke("import_identity", { order, words }),
  backUpIdentity: (words) => invoke("back_up_identity", { words }),

  chooseImport: (words) => invoke("choose_import", { words }),
  importFiles: async (sources) => {
    const answer = await invoke<Awaited<ReturnType<Core["importFiles"]>>>("import_files", { sources });
    return { ...answer, workspace: { ...answer.workspace, handbook: wholeHandbook(answer.workspace.handbook) } };
  },

  readBranches: (query) => invoke("read_branches", { query }),
  saveBranch: (branch) => invoke("save_branch", { branch: { ...branch, id: branch.id || NOBODY } }),
  closeBranches: (ids, isClosed) => invoke("close_branches", { ids, isClosed }),
  chooseBranches: (words) => invoke("choose_branches", { words }),
  importBranches: (source) => invoke("import_branches", { source }),
  inviteBranches: (ids, words) => invoke("invite_branches", { ids, words }),
  enrolBranches: (ids) => invoke("enrol_branches", { ids }),
  putOutOfUse: (id) => invoke("put_out_of_use", { id }),
  confirmRootCopy: (words) => invoke("confirm_root_copy", { words }),
  setDepot: (address, credentials) => invoke("set_depot", { address, credentials }),
  exchange: (passphrase, progress) => invoke("exchange", { passphrase, progress: channel(progress) }),
  rebuild: (progress) => invoke("rebuild", { progress: channel(progress) }),
  cancelExchange: () => invoke("cancel_exchange"),
  collectArrived: (progress) => invoke("collect_arrived", { progress: channel(progress) }),
  collectFiles: (words, progress) => invoke("collect_files", { words, progress: channel(progress) }),
  writeParcel: (passphrase, words) => invoke("write_parcel", { passphrase, words }),
  readAcknowledged: (query) => invoke("read_acknowledged", { query }),
  readBranchHistory: (id) => invoke("read_branch_history", { id }),
  setDue: (edition, due) => invoke("set_due", { edition, due }),
  remind: (query, ids, byMail, words) => invoke("remind", { query, ids, byMail, words }),
  saveAcknowledged: (query, words) => invoke("save_acknowledged", { query, words }),
  saveEvidence: (on, passphrase, words) => invoke("save_evidence", { on, passphrase, words }),
  saveReceipt: (branch, seq, words) => invoke("save_receipt", { branch, seq, words }),

  chooseInvite: (words) => invoke("choose_invite", { words }),
  fetchInvite: (order) => invoke("fetch_invite", { order }),
  join: (order, words) => withHandbook("join", { order, words }),
  saveRequest: (words) => invoke("save_request", { words }),
  readChanges: () => invoke("read_changes"),
  receiveFiles: (words, progress) => invoke("receive_files", { words, progress: channel(progress) }),
  receiveArrived: (progress) => invoke("receive_arrived", { progress: channel(progress) }),
  meetDepot: (progress) => invoke("meet_depot", { progress: channel(progress) }),
  setBranchDepot: (address, credentials) => invoke("set_depot", { address, credentials }),
  tick: (standards, isSeen) => invoke("tick", { standards, isSeen }),
  acknowledge: (person, role) => invoke("acknowledge", { person, role }),
  saveOwnReceipts: (words) => invoke("save_own_receipts", { words }),
  savePerson: (person) => invoke("save_person", { person }),
  removePerson: (id) => invoke("remove_person", { id }),
  confirmStaff: (ids, how, on, enteredBy) => invoke("confirm_staff", { ids, how, on, enteredBy }),
  brief: (briefing) => invoke("brief", { briefing }),
  chooseForBriefing: (standards) => invoke("choose_for_briefing", { standards }),
  saveBriefingSheet: (words) => invoke("save_briefing_sheet", { words }),
  saveConfirmationSheet: (words) => invoke("save_confirmation_sheet", { words }),
  readHandbook: (language) => invoke("read_handbook", { language }),
  readRule: (id, language) => invoke("read_rule", { id, language }),
  findRule: (query) => invoke("find_rule", { query }),
};
