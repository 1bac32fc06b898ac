// The fake core of a branch: an edition that arrived, the team, the receipt, and the reader.
import type { BranchSide } from "./core";
import { problem, type FakeWishes } from "./fake";
import { fakeChanges, fakeEdition, firstChanges, fakeInvite, fakeMembership, fakePage, fakeTeam } from "./fake-edition";
import { fakeStandards } from "./fake-handbook";
import type { ChangesView, HitView, InviteView, Language, Problem, ReceiveReport, Standard, WorkspaceView } from "./views";

export { fakeMembership } from "./fake-edition";

const NOW = "2027-01-04T14:02:00Z";
const own = ["in person", "phone", "e-mail", "chat", "social media"];

/** Answers as the app of a branch does. */
export function fakeBranchSide(wishes: FakeWishes, workspace: () => WorkspaceView, stop: { isAsked: boolean }): BranchSide {
  let state = begun(wishes);

  const change = (by: Partial<ChangesView>): ChangesView => {
    const next = { ...state, ...by };
    const open = next.changes.filter((change) => change.is_asked && !next.acknowledged).length;
    state = { ...next, confirmed: next.team.filter(({ confirmed }) => confirmed).length, membership: { ...next.membership, to_acknowledge: open } };
    return state;
  };

  const receive = (): ReceiveReport => {
    if (state.edition) return { received: [], known: [state.edition.number], refused: [], sent: 0, confirmed: 0 };
    state = begun({ ...wishes, branchState: "waiting" });
    return { received: [8], known: [], refused: [], sent: 0, confirmed: 0 };
  };

  return {
    chooseInvite: async () => ({ path: "/media/stick/Riverside.invite", invite: fakeInvite }),
    fetchInvite: async ({ depot, words, credentials }): Promise<InviteView> => {
      if (depot.startsWith("https") && !credentials) throw refusal("the depot asks for a name and a password");
      const first = words.split("-")[0];
      if (first === "wrong") throw refusal("one of the nine words is wrong");
      return { ...fakeInvite, depot, is_expired: first === "older" };
    },
    join: async (): Promise<WorkspaceView> => {
      state = begun({ ...wishes, branchState: "not-enrolled" });
      const place = { screen: "changes" as const, standard: null };
      return { ...workspace(), path: "/home/riverside/Riverside.plumbline", file_name: "Riverside.plumbline", kind: "branch", membership: state.membership, waiting: 0, outline: [], retired: [], last_edition: null, place };
    },
    saveRequest: async () => "/media/stick/Riverside.request",

    readChanges: async () => state,
    receiveArrived: async () => null,
    receiveFiles: async (_words, progress) => {
      stop.isAsked = false;
      for (let done = 0; wishes.isSlow && done < 2_000_000; done += 20_000) {
        progress({ stage: "checking", unit: "kibibytes", done, all: 2_000_000 });
        await new Promise((next) => setTimeout(next, 50));
        if (stop.isAsked) throw problem("cancelled");
      }
      return wishes.refused ? { ...receive(), received: [], refused: wishes.refused } : receive();
    },
    meetDepot: async (progress) => {
      stop.isAsked = false;
      for (const stage of ["looking", "fetching", "checking", "sending"] as const) {
        progress({ stage, unit: "files", done: 1, all: stage === "looking" ? 0 : 2 });
        await new Promise((done) => setTimeout(done, 150));
        if (stop.isAsked) throw problem("cancelled");
      }
      const report = { ...receive(), refused: wishes.refused ?? [] };
      const isNew = state.receipt !== null && !state.receipt.confirmed_at;
      const receipt = state.receipt && { ...state.receipt, sent_at: state.receipt.sent_at ?? NOW, confirmed_at: state.receipt.sent_at ? NOW : null };
      change({ exchanged_at: NOW, receipt });
      return { ...report, sent: isNew ? 1 : 0, confirmed: receipt?.confirmed_at && isNew ? 1 : 0 };
    },
    setBranchDepot: async (address) => {
      state = { ...state, membership: { ...state.membership, depot: address } };
      return address === null ? null : { address, lists: true, refuses_twins: false, deletes: true };
    },
    tick: async (standards, isSeen) => change({ changes: state.changes.map((each) => (standards.includes(each.id) ? { ...each, is_seen: isSeen } : each)) }),
    acknowledge: async (person, role) =>
      change({
        acknowledged: { person, role, at: NOW, statement: state.statement }, last_person: person, last_role: role,
        receipt: { seq: 3, edition: 8, made_at: NOW, sent_at: null, confirmed_at: null },
      }),
    saveOwnReceipts: async () => {
      change({ receipt: state.receipt && { ...state.receipt, sent_at: NOW } });
      return ["/media/stick/riverside-3.receipt"];
    },

    savePerson: async (person) => {
      const known = state.team.some((member) => member.person.id === person.id);
      const member = { person: { ...person, id: person.id || `person-${state.team.length + 1}` }, confirmed: null };
      return change({ team: known ? state.team.map((other) => (other.person.id === person.id ? { ...other, person } : other)) : [...state.team, member] });
    },
    removePerson: async (id) => change({ team: state.team.filter(({ person }) => person.id !== id) }),
    confirmStaff: async (ids, how, on, entered_by) =>
      change({
        team: state.team.map((member) =>
          ids.includes(member.person.id)
            ? { ...member, confirmed: { person: member.person.name, role: member.person.role, how, at: on ? `${on}T00:00:00Z` : NOW, entered_by } }
            : member,
        ),
      }),
    chooseForBriefing: async (standards) => change({ to_brief: standards.length > 0 ? standards : proposed(state.changes) }),
    brief: async (briefing) => change({ briefing, statement: statement(true) }),
    saveBriefingSheet: async () => "/home/riverside/Documents/Briefing-edition-8.pdf",
    saveConfirmationSheet: async () => "/home/riverside/Documents/Confirmation-edition-8.pdf",

    readHandbook: async (wish) => {
      const language = wish ?? state.membership.language;
      const rules = (wishes.standards ?? fakeStandards).map((s) => ({
        id: s.id, code: s.code, title: s.translations[language]?.title || s.title, force: s.force, section: s.section, channels: s.channels,
        is_own: s.channels.some((channel) => own.includes(channel)), is_translated: language === "en" || Boolean(s.translations[language]?.statement),
      }));
      return { edition: state.edition, languages: ["en", "fil", "te", "ta"], language, rules: state.edition ? rules : [] };
    },
    readRule: async (id, language: Language) => fakePage((wishes.standards ?? fakeStandards).find((standard) => standard.id === id) ?? fakeStandards[0]!, language),
    findRule: async (query) => (state.edition ? (wishes.standards ?? fakeStandards).filter((s) => holds(s, query)).map((s) => hit(s, query)) : []),
  };
}

function begun({ branchState: wish = "waiting", standards = fakeStandards }: FakeWishes): ChangesView {
  const isNothing = wish === "nothing" || wish === "not-enrolled" || wish === "by-hand-nothing";
  const isByHand = wish === "by-hand" || wish === "by-hand-nothing";
  const isAcknowledged = wish === "acknowledged";
  const given = wish === "others" ? fakeChanges.filter((change) => !change.is_asked) : wish === "up-to-date" ? [] : wish === "first" ? firstChanges(standards) : fakeChanges;
  const changes = isNothing ? [] : given.map((change) => ({ ...change, is_seen: isAcknowledged || change.is_seen }));
  const asked = isAcknowledged ? 0 : changes.filter(({ is_asked }) => is_asked).length;
  const words = wish === "first" ? "I have read edition 8. We work by it from 1 January 2027." : statement(isAcknowledged);
  return {
    roles: fakeMembership.roles,
    membership: { ...fakeMembership, is_enrolled: wish !== "not-enrolled" && wish !== "by-hand-nothing", depot: isByHand ? null : fakeMembership.depot, edition: isNothing ? null : 8, to_acknowledge: asked },
    edition: isNothing ? null : fakeEdition,
    since: isNothing || wish === "first" ? null : 7, due_on: isNothing ? null : "2027-01-15", changes, of_others: isNothing ? 0 : wish === "others" ? 5 : 4, statement: isNothing ? "" : words,
    acknowledged: isAcknowledged ? { person: "Branch manager, Riverside", role: "Branch manager", at: NOW, statement: words } : null,
    last_person: isNothing ? "" : "Branch manager, Riverside", last_role: isNothing ? "" : "Branch manager",
    team: fakeTeam, confirmed: fakeTeam.filter(({ confirmed }) => confirmed).length,
    to_brief: proposed(changes),
    briefing: isAcknowledged ? { on: "2027-01-04", led_by: "Shift lead", present: ["Till 1", "Till 2", "Desk, mornings"], absent: ["Drive desk"], note: "We practised PH-03 twice." } : null,
    receipt: isAcknowledged ? { seq: 3, edition: 8, made_at: NOW, sent_at: NOW, confirmed_at: null } : null,
    silence: wish === "overdue" ? { since: fakeEdition.issued_at, promised_by: "2026-12-31" } : null,
    is_clock_doubtful: wish === "overdue", today: "2027-01-04", exchanged_at: isNothing || isByHand ? null : NOW,
    alarms: wish === "alarm" ? [{ at: NOW, seq: 8, is_edition: true, is_ahead: false }] : [],
  };
}

/** Of many changes, the few that a briefing is about. */
const proposed = (changes: ChangesView["changes"]) => changes.filter(({ is_asked }) => is_asked).slice(0, 5).map(({ id }) => id);

/** The words speak of a briefing only where one has taken place. */
const statement = (isBriefed: boolean) => `I have read what changed in edition 8.${isBriefed ? " I have briefed my team." : ""} We work by it from 1 January 2027.`;

function holds(standard: Standard, query: string): boolean {
  return [standard.code, standard.title, standard.statement].join(" ").toLowerCase().includes(query.toLowerCase());
}

function hit({ id, code, title, statement }: Standard, query: string): HitView {
  const at = statement.toLowerCase().indexOf(query.toLowerCase());
  if (at < 0) return { id, code, title, before: "", found: "", after: statement };
  return { id, code, title, before: statement.slice(0, at), found: statement.slice(at, at + query.length), after: statement.slice(at + query.length) };
}

const refusal = (reason: string): Problem => ({ code: "unexpected", values: { reason } });
