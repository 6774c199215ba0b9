/* Reading a code's text as it comes out of messengers, letters and scanners (docs/licence-proof.md): what nobody sees is
   dropped, and each gap between two words is tried in the ways in which programs change it. */
import { isGroup, ofBase45 } from "./bytes";

const PREFIX = "LIC1:";
/** The longest text that is looked at, in bytes of UTF-8. */
const LONGEST = 4_096;
const LONGEST_CODE = 1_024;
const MOST_STEPS = 20_000;
const MOST_READINGS = 16;

const UNSEEN = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[\ufe00-\ufe0f]/gu;
const LINE_ENDS = /[\n\r\v\f\u0085\u2028\u2029]/gu;
const SPACES = /[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu;
/** Mail quotes what it answers; Base45 has no such letter. */
const QUOTES = /^[> ]*>/gmu;

export interface Reading {
  bytes: Uint8Array<ArrayBuffer>;
  /** Every space was read as it stands, and no line's end as one. */
  asWritten: boolean;
}

function cleaned(text: string): string {
  const plain = text.replace(UNSEEN, "").replace(LINE_ENDS, "\n").replace(SPACES, " ");
  return plain.replace(QUOTES, (quotes) => quotes.replaceAll(">", ""));
}

/** How many spaces a gap may have been, the likeliest first. */
function options(gap: string): number[] {
  const spaces = [...gap].filter((letter) => letter === " ").length;
  const others = spaces === gap.length ? [spaces + 1, 0, Math.max(spaces - 1, 0)] : [0, 1, spaces + 1];
  return [...new Set([spaces, ...others])];
}

/** Whether a code can begin with these letters; what stood `before` has been looked at. */
function canBegin(letters: string, before: number): boolean {
  if (letters.length < PREFIX.length) return PREFIX.startsWith(letters);
  if (!letters.startsWith(PREFIX) || letters.length > LONGEST_CODE) return false;
  const from = Math.floor(Math.max(before - PREFIX.length, 0) / 3) * 3 + PREFIX.length;
  for (let at = from; at + 3 <= letters.length; at += 3) if (!isGroup(letters.slice(at, at + 3))) return false;
  return true;
}

/** The ways in which a text can be read as letters of a code, the one as it was written first. */
export function readings(text: string): Reading[] {
  if (new TextEncoder().encode(text).length > LONGEST) return [];
  const parts = cleaned(text)
    .replace(/^[ \n]+|[ \n]+$/g, "")
    .split(/([ \n]+)/);
  const found: Reading[] = [];
  let steps = 0;
  const go = (at: number, before: string, asWritten: boolean): void => {
    steps += 1;
    if (steps > MOST_STEPS || found.length >= MOST_READINGS) return;
    const letters = before + (parts[at] ?? "");
    if (!canBegin(letters, before.length)) return;
    const gap = parts[at + 1];
    if (gap === undefined) {
      const bytes = letters.startsWith(PREFIX) ? ofBase45(letters.slice(PREFIX.length)) : null;
      if (bytes) found.push({ bytes, asWritten });
      return;
    }
    for (const [nth, spaces] of options(gap).entries()) {
      go(at + 2, letters + " ".repeat(spaces), asWritten && nth === 0);
    }
  };
  go(0, "", true);
  return found;
}
