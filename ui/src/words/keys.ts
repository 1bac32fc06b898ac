// The words of the keyboard map.

interface Group {
  name: string;
  lines: [keys: string, words: string][];
}

const text: Group = {
  name: "In a text or a list",
  lines: [
    ["Tab", "Go to the next field"],
    ["Shift Tab", "Go back to the field before"],
    ["Escape", "Close what is open over the text"],
  ],
};

export const keys = {
  title: "Keyboard map",
  close: "Close the keyboard map",
  /** What a screen of HR listens to itself. */
  also: [
    {
      name: "In the outline",
      lines: [
        ["↑ ↓", "Go from line to line"],
        ["← →", "Fold and unfold a group"],
        ["Enter", "Open the standard"],
        ["A … Z", "Go to a code or a title that starts so"],
        ["Alt ↑ ↓", "Move the standard within its group"],
        ["Shift F10", "What can be done with the standard"],
      ],
    },
    { ...text, lines: [...text.lines.slice(0, 2), ["Alt ↑ ↓", "Move a step up or down"], ...text.lines.slice(2)] },
  ] satisfies Group[] as Group[],
  /** What a screen of a branch listens to itself. */
  alsoOfBranch: [
    { name: "In What changed", lines: [["Space", "Tick the change as seen, or take the tick back"]] },
    {
      name: "In the handbook",
      lines: [
        ["/", "Search the handbook"],
        ["↑ ↓", "Go from standard to standard"],
        ["Home End", "Go to the first or the last standard"],
        ["Enter", "Open the standard, and go to its page"],
        ["Escape", "Leave the search"],
      ],
    },
    text,
  ] satisfies Group[] as Group[],
};
