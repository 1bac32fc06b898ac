// On some systems a key of the menu bar arrives twice: from the menu and from the window. It counts once.

const TOGETHER = 150;

/** Returns a test for what arrives: false if the other source has just brought the same command. */
export function onceOnly(): (command: string, source: "key" | "menu", at: number) => boolean {
  let last = { command: "", source: "", at: -Infinity };
  return (command, source, at) => {
    const isEcho = last.command === command && last.source !== source && at - last.at < TOGETHER;
    last = isEcho ? { ...last, command: "" } : { command, source, at };
    return !isEcho;
  };
}
