// The sample handbook of the fake core: plainly invented, with every field somewhere, in four languages.
import type { Force, Stage, Standard } from "./views";
import { whole } from "./whole";

type Line = [code: string, title: string, stage: Stage, channel: string, section: string, force: Force, statement: string];

const lines: Line[] = [
  ["SM-01", "Answer a public question", "awareness", "social media", "In writing", "must", "The social media host answers a public question within 2 business hours of its posting."],
  ["IP-01", "Greet within 30 seconds", "awareness", "in person", "At the counter", "must", "The host greets each customer within 30 seconds of their coming in."],
  ["PH-04", "State opening hours", "awareness", "phone", "On the phone", "should", "The recorded message states the opening hours and several holidays within 20 seconds."],
  ["PH-01", "Answer the branch phone", "consideration", "phone", "On the phone", "must", "The adviser answers 90 % of calls within 2 minutes of the first ring."],
  ["PH-02", "Return a missed call", "consideration", "phone", "On the phone", "must", "The adviser returns a missed call within 2 business hours."],
  ["CH-01", "Reply to a first chat", "consideration", "chat", "In writing", "must", "The adviser always replies to a first message within 60 seconds."],
  ["IP-02", "Say the full price first", "consideration", "in person", "At the counter", "must", "The adviser says the full price before the customer decides."],
  ["IP-03", "Open a second till", "decision", "in person", "At the counter", "should", "The shift lead opens a second till when four customers wait for more than 3 minutes."],
  ["EM-01", "Confirm an order by e-mail", "decision", "e-mail", "In writing", "must", "The adviser confirms an order by e-mail within 1 business hour."],
  ["DL-01", "Agree a delivery window", "decision", "delivery", "In writing", "must", "The driver agrees a window of 2 hours with the customer on the day before."],
  ["PH-03", "Handle a complaint call", "after purchase", "phone", "On the phone", "must", "When a customer calls with a complaint, it must be resolved as soon as possible. Keep the customer happy on all calls, and promise several remedies."],
  ["EM-02", "Answer a written complaint before the customer has to ask a second time", "after purchase", "e-mail", "In writing", "must", "The adviser answers a written complaint within 5 working days of its receipt. It must be resolved on all calls."],
  ["SM-02", "Take a complaint private", "after purchase", "social media", "In writing", "must", "The social media host answers a public complaint within 30 minutes and offers a private message."],
  ["CO-01", "Never ask for a full card number", "after purchase", "phone", "On the phone", "never", "The adviser never asks for a full card number."],
];

const complaint: Partial<Standard> = {
  actor: "Adviser on the call", audience: ["Branch manager", "Shift lead"], starts_when: "The customer says that something went wrong.",
  resolve_within: "2 working days", late_after: "3 working days",
  measure: { bound: "at least", percent: 90, cases: "complaint calls", done: "are resolved", within: "2 working days", per: "month", source: "call log" },
  steps: [
    { text: "Listen without interrupting. Write down what happened in the customer’s own words.", time: "3 minutes" },
    { text: "Say it back and ask, “Have I got that right?”", time: "1 minute" },
    { text: "Say what will happen next, who will do it and by when.", time: "1 minute" },
    { text: "Log the complaint and give the customer the **reference number**." },
    { text: "Follow up promptly with the customer.", actor: "Service lead", time: "2 working days" },
  ],
  exceptions: [{ when: "A declared storm or outage", holds: "The clock stops until the branch reopens." }],
  empowerment: [{ who: "Adviser on the call", may: "refund without asking", up_to: "PHP 2,000" }],
  escalation: { to: "Branch manager", after: "2 working days" },
  do: ["“I will call you by noon tomorrow.”"], dont: ["“We will look into it soon.”"],
  script: "Thank you for telling me. I will put this right.", role_play: { situation: "A caller was charged twice.", good_answer: "Names the refund and the day." },
  evidence: [{ kind: "interview", on: "2026-03-14", sample: "34 callers in two branches", learnt: "Most want to know by when." }],
  owner: "Service lead", review_on: "2027-01-31", references: ["ISO 10002"],
  translations: {
    fil: { title: "Hawakan ang tawag na may reklamo", statement: "Lulutasin ng tagapayo ang reklamo.", starts_when: "", steps: ["Makinig nang hindi sumasabat."], exceptions: [], empowerment: [], do: [], dont: [], script: "", made_from: { title: 1 } },
    te: { title: "ఫిర్యాదు కాల్‌ను నిర్వహించండి", statement: "సలహాదారు ఫిర్యాదును పరిష్కరిస్తారు, వినియోగదారునికి తదుపరి చర్యను చెబుతారు.", starts_when: "", steps: [], exceptions: [], empowerment: [], do: [], dont: [], script: "", made_from: { title: 1, statement: 1 } },
    ta: { title: "புகார் அழைப்பைக் கையாளுங்கள்", statement: "ஆலோசகர் புகாரைத் தீர்த்து, அடுத்து என்ன நடக்கும் என்று சொல்கிறார்.", starts_when: "", steps: [], exceptions: [], empowerment: [], do: [], dont: [], script: "", made_from: { title: 1 } },
  },
};

/** The standards of the sample handbook. */
export const fakeStandards: Standard[] = lines.map(([code, title, stage, channel, section, force, statement], at) =>
  whole({
    id: `01980000-0000-7000-8000-${String(at + 1).padStart(12, "0")}`, code, title, stage, channels: [channel], section, force, statement,
    actor: "Adviser on the call", respond_within: code === "PH-03" ? undefined : "2 business hours", owner: "Service lead", review_on: "2027-01-31",
    measure: { bound: "at least", percent: 90, cases: "cases", done: "are done", per: "month", source: "call log" },
    ...(code === "PH-03" ? complaint : {}),
  }),
);

/** Makes a handbook of many standards, for the outline's and the search's sake. */
export function manyStandards(count: number): Standard[] {
  return Array.from({ length: count }, (_, at) => {
    const model = fakeStandards[at % fakeStandards.length]!;
    return { ...model, id: `01980000-0000-7000-8001-${String(at + 1).padStart(12, "0")}`, code: `${model.code}-${at + 1}` };
  });
}
