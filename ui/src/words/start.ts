// The words of the Start screen.

export const start = {
  title: "No handbook is open",
  why: "A handbook lives in one file on this computer, its workspace. Its name ends in .plumbline, and it moves and backs up like any document.",
  open: "Open a workspace…",
  make: "To make one with starter standards, use the command line:",
  command: "plumbline new Handbook.plumbline --title \"Customer service standards\" --starter customer-service",
};
