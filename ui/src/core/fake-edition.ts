// The edition that the fake core's branch has received: plainly invented.
import { fakeStandards } from "./fake-handbook";
import type { BranchChange, FieldDifference, InviteView, Language, MembershipView, Piece, ReceivedView, Standard, TeamMember } from "./views";

export const fakeMembership: MembershipView = {
  branch: "Riverside", organisation: "Example Retail", roles: ["Host", "Adviser", "Cashier", "Branch manager"], language: "en",
  depot: "/media/share/handbook", key: "A0D47 7B13E 2C6F1 90B2D", is_enrolled: true, edition: 8, to_acknowledge: 4,
};

export const fakeInvite: InviteView = {
  title: "Customer Service Standards", organisation: "Example Retail", branch: "Riverside", fingerprint: "b0c4 5d21 77e9 0a1f 33d8 6e42 18b7",
  depot: "/media/share/handbook", expires_on: "2027-02-01", is_expired: false,
};

export const fakeEdition: ReceivedView = {
  number: 8, title: "Customer Service Standards", effective_on: "2027-01-01", issued_at: "2026-12-18T09:00:00Z",
  note: "Complaints are resolved sooner, and advisers may decide more on their own.", signer: "Standards Office", organisation: "Example Retail",
  fingerprint: "4f2a 91c7 0b6e d1d4 1187 22f0 9c3b", received_at: "2027-01-02T08:12:00Z",
};

/** Reads "the [old-] {new+} words" as pieces. */
function pieces(marked: string): Piece[] {
  return marked.split(/(\[[^\]]*-\]|\{[^}]*\+\})/).filter(Boolean).map((part) => {
    if (part.startsWith("[")) return { kind: "deleted", text: part.slice(1, -2) };
    return part.startsWith("{") ? { kind: "inserted", text: part.slice(1, -2) } : { kind: "same", text: part };
  });
}

const field = (name: string, marked: string): FieldDifference => ({ field: name, pieces: pieces(marked) });
const idOf = (code: string) => fakeStandards.find((standard) => standard.code === code)?.id ?? code;

const sectionOf = (code: string) => fakeStandards.find((standard) => standard.code === code)?.section ?? "At the counter";

/** A first edition: every standard is there for the first time. */
export function firstChanges(standards: Standard[]): BranchChange[] {
  return standards.map((standard) => ({
    id: standard.id, code: standard.code, title: standard.title, section: standard.section, force: standard.force, what: "added", why: "", roles: ["Adviser"],
    is_asked: true, is_seen: false,
    differences: [
      field("title", `{${standard.title}+}`), field("statement", `{${standard.statement}+}`), field("actor", `{${standard.actor}+}`),
      ...standard.steps.map((step, at) => field(`step ${at + 1}`, `{${step.text}+}`)),
      ...(standard.role_play ? [field("role_play", `{${standard.role_play.situation} ${standard.role_play.good_answer}+}`)] : []),
    ],
  }));
}

export const fakeChanges: BranchChange[] = [
  {
    id: idOf("PH-03"), code: "PH-03", title: "Handle a complaint call", section: sectionOf("PH-03"), force: "must", what: "material", roles: ["Adviser"], is_asked: true, is_seen: true,
    why: "Customers told us that they wait too long for an answer.",
    differences: [
      field("statement", "The adviser resolves the complaint [as soon as possible-]{within 2 working days of the call+} and may refund up to [₱1,000-]{₱2,000+}{ without asking+}.{ It counts as late after 3 working days.+}"),
      field("role_play", "{A caller was charged twice. A good answer names the refund and the day.+}"),
    ],
  },
  {
    id: idOf("EM-02"), code: "EM-02", title: "Answer a written complaint before the customer has to ask a second time", section: sectionOf("EM-02"), force: "must", what: "material", roles: [], is_asked: true, is_seen: true,
    why: "Half the time, and an exception for storms.",
    differences: [
      field("resolve_within", "[10-]{5+} working days"),
      field("exception 1", "{In a declared storm or outage the clock stops until the branch reopens.+}"),
    ],
  },
  {
    id: idOf("SM-02"), code: "SM-02", title: "Take a complaint private", section: sectionOf("SM-02"), force: "must", what: "added", roles: ["Host"], is_asked: true, is_seen: false, why: "",
    differences: [
      field("title", "{Take a complaint private+}"), field("statement", "{The social media host answers a public complaint within 30 minutes and offers a private message.+}"),
      field("respond_within", "{30 minutes+}"), field("step 1", "{Thank the customer in public, by name.+}"), field("step 2", "{Offer a private message.+}"),
      field("role_play", "{A customer writes in public that nobody answers. A good answer thanks, apologises once and offers a private message.+}"),
    ],
  },
  {
    id: "01980000-0000-7000-8000-00000000ff01", code: "IP-07", title: "Stamp the loyalty card", section: sectionOf("IP-07"), force: "should", what: "withdrawn", roles: ["Cashier"], is_asked: true, is_seen: false,
    why: "The cards were replaced by the app.",
    differences: [field("title", "[Stamp the loyalty card-]"), field("statement", "[The cashier stamps the card within 1 minute of payment.-]")],
  },
  {
    id: idOf("PH-02"), code: "PH-02", title: "Return a missed call", section: sectionOf("PH-02"), force: "must", what: "editorial", roles: ["Adviser"], is_asked: false, is_seen: false, why: "",
    differences: [field("statement", "The adviser returns a missed [phone -]call within 2 business hours.")],
  },
];

const people: [name: string, role: string, how: "in the app" | "on paper" | null][] = [
  ["Till 1", "Cashier", "in the app"], ["Till 2", "Cashier", "in the app"], ["Till 3", "Cashier", null], ["Desk, mornings", "Adviser", "in the app"],
  ["Desk, evenings", "Adviser", "on paper"], ["Phone 1", "Adviser", "in the app"], ["Phone 2", "Adviser", null], ["Door, mornings", "Host", "in the app"],
  ["Door, evenings", "Host", null], ["Drive desk", "Host", null], ["Shift lead", "Branch manager", "in the app"],
];

/** The people are places at work: nobody is invented. */
export const fakeTeam: TeamMember[] = people.map(([name, role, how], at) => ({
  person: { id: `person-${at + 1}`, name, role },
  confirmed: how && { person: name, role, how, at: "2027-01-03T10:00:00Z", entered_by: how === "on paper" ? "Branch manager, Riverside" : null },
}));

/** A page of one rule, without scripts. */
export function fakePage(standard: Standard, language: Language): string {
  const text = standard.translations[language];
  const steps = standard.steps.map((step) => `<li>${step.text.replaceAll("**", "")}</li>`).join("");
  return `<!doctype html><html lang="${text ? language : "en"}"><meta charset="utf-8"><style>body{color:#14222a;background:#fbfcfb;font:18px/1.6 "Source Serif 4 Variable",Georgia,serif;margin:24px 32px;max-width:44rem}:lang(te),:lang(ta){line-height:1.75}code{color:#7a5600;font:600 15px monospace}h1{font-size:30px;line-height:1.2;margin:.2em 0}</style>
<article><code>${standard.code}</code> <b>${standard.force.toUpperCase()}</b><h1>${text?.title || standard.title}</h1><p>${text?.statement || standard.statement}</p><ol>${steps}</ol></article></html>`;
}
