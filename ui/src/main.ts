import { mount } from "svelte";

import App from "./App.svelte";
import { tauriCore } from "./core/tauri";
import "./look/base.css";
import "./look/fonts";
import "./look/tokens.css";

const target = document.getElementById("app");
if (!target) throw new Error("index.html has an element with the id app");
mount(App, { target, props: { core: tauriCore } });
