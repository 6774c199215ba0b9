/* A button can be read in each of its states, in both themes: computed from the tokens and from the rules as the
   browser would choose among them. */
import { expect, test } from "vitest";
import controls from "./controls.css?raw";
import tokensFile from "./tokens.css?raw";

const uncommented = (css: string): string => css.replaceAll(/\/\*[^]*?\*\//g, "");

type Values = Record<string, string>;

function declared(body: string): Values {
  const found = [...body.matchAll(/([\w-]+):\s*([^;]+);/g)];
  return Object.fromEntries(found.map((one) => [one[1] ?? "", (one[2] ?? "").trim()]));
}

const rules = (css: string): { selector: string; values: Values }[] =>
  [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].flatMap((one) =>
    (one[1] ?? "")
      .split(/,(?![^(]*\))/)
      .map((selector) => ({ selector: selector.trim(), values: declared(one[2] ?? "") })),
  );

const tokens = rules(uncommented(tokensFile));
const light = Object.assign({}, ...tokens.filter((one) => /:root|light/.test(one.selector)).map((one) => one.values)) as Values;
const dark = { ...light, ...Object.assign({}, ...tokens.filter((one) => one.selector.includes("dark")).map((one) => one.values)) as Values };
const buttons = rules(uncommented(controls)).filter((one) => /^\.btn[^ ]*$/.test(one.selector.replaceAll(/\([^)]*\)/g, "")));

/** Whether a selector means a button of these classes in this state, and how much it weighs. */
function weight(selector: string, is: Set<string>): number | null {
  const not = [...selector.matchAll(/:not\(([^)]*)\)/g)].flatMap((one) => (one[1] ?? "").split(",").map((part) => part.trim()));
  const plain = selector.replaceAll(/:not\([^)]*\)/g, "");
  const parts = plain.match(/\.[\w-]+|\[[^\]]+\]|:[\w-]+/g) ?? [];
  if (!parts.every((part) => is.has(part)) || not.some((part) => is.has(part))) return null;
  return parts.length + (not.length > 0 ? 1 : 0);
}

function styled(is: Set<string>): Values {
  const meant = buttons
    .map((one, at) => ({ at, values: one.values, weight: weight(one.selector, is) }))
    .filter((one) => one.weight !== null)
    .toSorted((a, b) => (a.weight ?? 0) - (b.weight ?? 0) || a.at - b.at);
  return Object.assign({}, ...meant.map((one) => one.values)) as Values;
}

function luminance(colour: string): number {
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = parts.map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [bright = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (bright + 0.05) / (darker + 0.05);
}

const KINDS = ["", ".primary", ".danger", ".quiet"];
const BLOCKED = ['[aria-disabled="true"]', ":disabled"];
const STATES = [[], [":hover"], [":focus-visible"], [":active", ":hover"]].flatMap((state) =>
  [[], ...BLOCKED.map((one) => [one])].map((blocked) => [...state, ...blocked]),
);

for (const [theme, values] of Object.entries({ light, dark })) {
  test(`a button can be read in each of its states (${theme})`, () => {
    const resolved = (value: string | undefined): string =>
      (value ?? "").replace(/var\((--[\w-]+)\)/, (_, name: string) => values[name] ?? "");
    const faint = [];
    for (const kind of KINDS) {
      for (const state of STATES) {
        const style = styled(new Set([".btn", kind, ...state]));
        const ground = resolved(style["background"] === "transparent" ? "var(--surface)" : style["background"]);
        const ink = resolved(style["color"]);
        const found = contrast(ink, ground);
        if (!(found >= 4.5)) faint.push(`${kind} ${state.join("")}: ${ink} on ${ground} is ${found.toFixed(1)}`);
      }
    }
    expect(buttons.length).toBeGreaterThan(8);
    expect(faint).toEqual([]);
  });
}
