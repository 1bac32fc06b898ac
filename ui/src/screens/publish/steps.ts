// Where the publisher stands on the way to an edition.

export const stepNames = ["review", "note", "sign", "done"] as const;
export type StepName = (typeof stepNames)[number];
export type Step = { name: StepName; state: "done" | "current" | "ahead" };

/** A step is done when what it asks for is there; the current one is where the publisher is at work. */
export function stepsFrom(here: StepName, hasNote: boolean): Step[] {
  const at = stepNames.indexOf(here);
  return stepNames.map((name, index) => {
    if (name === here) return { name, state: here === "done" ? "done" : "current" };
    return { name, state: index < at && (name !== "note" || hasNote) ? "done" : "ahead" };
  });
}
