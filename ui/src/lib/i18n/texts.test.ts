import { afterEach, expect, test } from "vitest";
import eventSource from "../../../../crates/domain/src/event.rs?raw";
import actNames from "../bindings/ActName.ts?raw";
import correctable from "../bindings/CorrectableFact.ts?raw";
import errorCodes from "../bindings/ErrorCode.ts?raw";
import stages from "../bindings/StageView.ts?raw";
import warnings from "../bindings/WarningCode.ts?raw";
import { en } from "./en";
import { errors } from "./en.errors";
import { EVENT_KINDS } from "./event-kinds";
import { fa } from "./fa";
import { errorText, speak } from "./index.svelte";

/** The codes of a union of strings, as its binding lists them. */
const codesOf = (binding: string): string[] =>
  [...binding.slice(binding.indexOf("export type")).matchAll(/"(\w+)"/g)].map((one) => one[1] ?? "");

function leaves(value: unknown, path: string): [string, unknown][] {
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
}

afterEach(() => {
  speak("fa");
});

test("both languages say the same things, and none is empty", () => {
  const persian = leaves(fa, "");
  expect(leaves(en, "").map(([path]) => path).toSorted()).toEqual(persian.map(([path]) => path).toSorted());
  for (const [path, text] of [...persian, ...leaves(en, "")]) {
    if (typeof text === "string") expect(text.trim(), path).not.toBe("");
  }
});

test("every code of the desk has words in both languages", () => {
  for (const language of [fa, en]) {
    expect(Object.keys(language.acts)).toEqual(expect.arrayContaining(codesOf(actNames)));
    expect(Object.keys(language.codes.stage)).toEqual(expect.arrayContaining(codesOf(stages)));
    expect(Object.keys(language.codes.warning)).toEqual(expect.arrayContaining(codesOf(warnings)));
    expect(Object.keys(language.facts)).toEqual(expect.arrayContaining(codesOf(correctable)));
  }
  expect(Object.keys(errors).toSorted()).toEqual(codesOf(errorCodes).toSorted());
});

test("every kind of event has words, whatever the rules may bring", () => {
  const named = eventSource.slice(eventSource.indexOf("fn name("));
  const kinds = [...named.matchAll(/=> "(\w+)"/g)].map((one) => one[1]);
  expect(kinds.length).toBeGreaterThan(30);
  expect([...EVENT_KINDS].toSorted()).toEqual(kinds.toSorted());
});

test("persian texts have no latin digits and no arabic yeh or kaf", () => {
  for (const [path, text] of leaves(fa, "")) {
    if (typeof text === "string") expect(text, path).not.toMatch(/[0-9يك]/);
  }
});

test("an error is told in the desk's own persian, and in english by its code", () => {
  const error = { code: "diskFull" as const, message: "دیسک پر است.", hint: "جا باز کنید." };
  expect(errorText(error)).toEqual({ message: "دیسک پر است.", hint: "جا باز کنید." });
  speak("en");
  expect(errorText(error).message).toBe(errors.diskFull[0]);
});

test("the direction of the page goes with the language", () => {
  speak("en");
  expect(document.documentElement.dir).toBe("ltr");
  speak("fa");
  expect(document.documentElement).toHaveAttribute("dir", "rtl");
  expect(document.documentElement).toHaveAttribute("lang", "fa");
});

test("no component has words or punctuation of one language of its own", () => {
  const pages = import.meta.glob<string>("../../**/*.svelte", { query: "?raw", import: "default", eager: true });
  // The name of a language is written in that language, and the digits of the keys are those on the keyboard.
  const meant = /"فارسی"|"۱–۹"/g;
  expect(Object.keys(pages).length).toBeGreaterThan(20);
  for (const [path, page] of Object.entries(pages)) expect(page.replace(meant, ""), path).not.toMatch(/[\u0600-\u06FF]/);
});
