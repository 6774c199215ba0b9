/* The page that verifies in any browser without a network. */
import { mount } from "svelte";
import "../app.css";
import "./font.css";
import Page from "./Page.svelte";
import { embedded } from "./sources";

const dark = matchMedia("(prefers-color-scheme: dark)");
const dress = (): void => {
  document.documentElement.dataset["theme"] = dark.matches ? "dark" : "light";
};
dress();
dark.addEventListener("change", dress);

const target = document.getElementById("page");
if (!target) throw new Error("verifier.html has no #page");
mount(Page, { target, props: { sources: embedded() } });
