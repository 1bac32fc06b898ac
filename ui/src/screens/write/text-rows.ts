// A standard as plain rows, one for each field and entry, for reading and for comparing.
import type { Standard } from "../../core/views";
import { day } from "../../words/dates";
import { channelWords, forces, kinds, measureSentence, stages, write } from "../../words/write";
import { partOf, type Part } from "./place";

export interface TextRow {
  /** As differences name the field, such as "step 3". */
  field: string;
  part: Part;
  text: string;
}

/** Returns the rows of a standard in the form's order; a field that is empty has an empty text. */
export function textRows(standard: Standard): TextRow[] {
  const one = (field: string, text: string | undefined): TextRow => ({ field, part: partOf(field), text: text ?? "" });
  const many = (field: string, part: Part, texts: string[]) => texts.map((text, index): TextRow => ({ field: `${field} ${index + 1}`, part, text }));
  const { measure, escalation, role_play } = standard;
  return [
    one("code", standard.code), one("title", standard.title), one("force", forces[standard.force]), one("kind", kinds[standard.kind]),
    one("stage", standard.stage && stages[standard.stage]), one("channels", channelWords(standard.channels)), one("actor", standard.actor), one("section", standard.section),
    one("statement", standard.statement), one("measure", measure && measureSentence(measure)),
    one("starts_when", standard.starts_when), one("respond_within", standard.respond_within), one("resolve_within", standard.resolve_within), one("late_after", standard.late_after),
    ...many("step", "steps", standard.steps.map(({ text, actor, time }) => joined([text, actor, time], " · "))),
    ...many("exception", "exceptions", standard.exceptions.map(({ when, holds }) => joined([when, holds], ": "))),
    ...many("empowerment", "empowerment", standard.empowerment.map(({ who, may, up_to }) => joined([who, may, up_to], " · "))),
    one("escalation", escalation && joined([escalation.to, escalation.after], " · ")),
    ...many("do", "examples", standard.do), ...many("dont", "examples", standard.dont),
    one("script", standard.script), one("role_play", role_play && joined([role_play.situation, role_play.good_answer], "\n")),
    ...many("evidence", "evidence", standard.evidence.map(({ kind, on, sample, learnt }) => joined([write.evidenceKinds[kind], on && day(on), sample, learnt], " · "))),
    one("owner", standard.owner), one("review_on", standard.review_on && day(standard.review_on)), one("audience", standard.audience.join(", ")),
    ...many("reference", "upkeep", standard.references),
  ];
}

function joined(texts: (string | undefined)[], by: string): string {
  return texts.filter(Boolean).join(by);
}
