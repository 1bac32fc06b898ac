// The words of the keyboard map.

export const keys = {
  title: "Keyboard map",
  close: "Close the keyboard map",
  alsoOutline: "In the outline",
  alsoText: "In a text or a list",
  also: {
    outline: [
      ["↑ ↓", "Go from line to line"],
      ["← →", "Fold and unfold a group"],
      ["Enter", "Open the standard"],
      ["A … Z", "Go to a code or a title that starts so"],
      ["Alt ↑ ↓", "Move the standard within its group"],
      ["Shift F10", "What can be done with the standard"],
    ],
    text: [
      ["Tab", "Go to the next field"],
      ["Shift Tab", "Go back to the field before"],
      ["Alt ↑ ↓", "Move a step up or down"],
      ["Escape", "Close what is open over the text"],
    ],
  } satisfies Record<string, [string, string][]>,
};
