import { expect, test } from "vitest";

import { commandsFor } from "../../commands";
import type { HitView, OutlineRow } from "../../core/views";
import { languageOf } from "../../parts/letters";
import { marked, nearness, offers, remember } from "./find";

const commands = commandsFor("publisher");
const row = (code: string, title: string): OutlineRow => ({
  id: code, code, title, stage: null, section: "", channels: [], force: "must", approval: "draft", revision: null,
  open: { must_fix: 0, should_fix: 0, consider: 0 }, kept: 0, behind: [],
});
const rows = [row("PH-03", "Handle a complaint call"), row("EM-02", "Answer a written complaint"), row("IP-01", "Greet within 30 seconds")];
const hit = (code: string, before: string): HitView => ({ id: code, code, title: "", before, found: "complaint", after: " ends." });

test("codes and titles come before words in the text, and nothing comes twice", () => {
  const { standards } = offers("complaint", rows, [hit("IP-01", "A "), hit("PH-03", "The ")], commands, []);
  expect(standards.map((offer) => offer.kind === "standard" && offer.code)).toEqual(["PH-03", "EM-02", "IP-01"]);
});

test("a command is found by any words of its name, the nearest first", () => {
  const { commands: found } = offers("text", rows, [], commands, []);
  expect(found.map((offer) => offer.kind === "command" && offer.command.name).slice(0, 2)).toContain("text-larger");
  expect(offers("dark appear", rows, [], commands, []).commands).toHaveLength(1);
});

test("before anything is typed, what was chosen lately comes first, if it is still there", () => {
  const { recent } = offers("", rows, [], commands, ["command publish", "standard PH-03", "standard gone"]);
  expect(recent.map(({ key }) => key)).toEqual(["recent command publish", "recent standard PH-03"]);
});

test("what is chosen again moves to the front", () => {
  const [first] = offers("publish", rows, [], commands, []).commands;
  expect(first && remember(["standard PH-03", "command publish"], first)).toEqual(["command publish", "standard PH-03"]);
});

test("a long way before the found words is cut at a word", () => {
  const long = "When a customer calls and says that something went wrong, it is a ";
  const { standards } = offers("zzz", [], [hit("PH-03", long)], [], []);
  const [offer] = standards;
  expect(offer?.kind === "standard" && offer.snippet?.before).toMatch(/^…\S.{10,36}a $/);
});

test("the typed words are marked wherever they stand, and signs are only signs", () => {
  expect(marked("Call (a call)", "call").filter(({ isFound }) => isFound).map(({ text }) => text)).toEqual(["Call", "call"]);
  expect(marked("90 % (all)", "(all)")).toEqual([{ text: "90 % ", isFound: false }, { text: "(all)", isFound: true }]);
});

test("every typed word must be there", () => {
  expect(nearness("call handle", "PH-03 Handle a complaint call")).toBe(2);
  expect(nearness("call letter", "PH-03 Handle a complaint call")).toBe(0);
});

test("Telugu and Tamil are marked as such", () => {
  expect([languageOf("ఫిర్యాదు"), languageOf("புகார்"), languageOf("call")]).toEqual(["te", "ta", undefined]);
});
