// The words around every screen.

export const app = {
  name: "Plumbline",
  opening: "Opening the workspace…",
  openAnother: "Open another workspace…",
  chooserTitle: "Open a workspace",
  chooserKind: "Plumbline workspaces",
  problem: "There is a problem",
  dismiss: "Close this message",
};
