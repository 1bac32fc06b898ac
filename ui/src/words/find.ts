// The words of Find.

const many = (count: number, one: string, more: string) => (count === 1 ? `1 ${one}` : `${count} ${more}`);

export const find = {
  label: "Find a standard or a command",
  placeholder: "Find a standard, a phrase or a command",
  recent: "Lately",
  standards: "Standards",
  commands: "Commands",
  results: "What was found",
  counted: (standards: number, commands: number) =>
    [many(standards, "standard", "standards"), many(commands, "command", "commands")].join(", "),
  nothing: (query: string) => `Nothing found for ‘${query}’.`,
  nothingNext: "Try a shorter word, a code such as PH-03, or the name of a screen.",
  failed: "The words of the standards could not be searched; codes, titles and commands were.",
  more: (count: number) => `${count} more. Type another word to narrow it down.`,
  untitled: "Untitled",
  keys: { move: "choose", open: "open", leave: "close" },
};
