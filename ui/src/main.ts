import "@fontsource-variable/vazirmatn";
import { mount } from "svelte";
import App from "./App.svelte";
import "./app.css";
import { applyLanguage } from "./lib/i18n/index.svelte";
import { applyPreferences } from "./lib/state/preferences.svelte";

// Before the first paint, so that nothing turns round or changes colour under the eye.
applyLanguage();
applyPreferences();

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no #app");
mount(App, { target });
