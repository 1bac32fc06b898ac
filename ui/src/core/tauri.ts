// The real core: the app's commands through Tauri. The only file that imports it.
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import type { Core } from "./core";

export const tauriCore: Core = {
  readWorkspace: () => invoke("read_workspace"),
  chooseWorkspace: (words) => invoke("choose_workspace", { ...words }),
  onWorkspaceAskedFor: (read) => void listen("workspace-asked-for", read),
};
