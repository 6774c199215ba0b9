/* Reading a code's text as it comes out of messengers, letters and scanners (docs/licence-proof.md): what nobody sees is
   dropped, a code begins wherever its prefix stands and is as long as its first bytes say, and each gap between two words
   is tried in the ways in which programs change it. */
import { isGroup, lettersOf, ofBase45 } from "./bytes";
import { messageLength } from "./message";

const PREFIX = /L[ \n]*I[ \n]*C[ \n]*1[ \n]*:/g;
/** What a code, or gaps in it, can be made of. */
const LETTERS = /^[0-9A-Z $%*+\-./:\n]*/;
/** The longest text that is looked at, in bytes of UTF-8. */
export const LONGEST = 16_384;
const LONGEST_CODE = 1_024;
/** The letters that say how long a code is. */
const HEAD = 30;
const MOST_CODES = 16;
const MOST_STEPS = 20_000;
const MOST_READINGS = 16;

const UNSEEN = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[\ufe00-\ufe0f]/gu;
const LINE_ENDS = /[\n\r\v\f\u0085\u2028\u2029]/gu;
const SPACES = /[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu;
/** Mail quotes what it answers; Base45 has no such letter. */
const QUOTES = /^[> ]*>/gmu;

export interface Reading {
  bytes: Uint8Array<ArrayBuffer>;
  /** Every space was read as it stands, no line's end as one, and no word behind it can be its end. */
  isCertain: boolean;
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

/** Whether a code can go on from these letters; what stood `before` has been looked at. */
function canGoOn(letters: string, before: number): boolean {
  if (letters.length > LONGEST_CODE) return false;
  for (let at = Math.floor(before / 3) * 3; at + 3 <= letters.length; at += 3) if (!isGroup(letters.slice(at, at + 3))) return false;
  return true;
}

/** How many letters a code has by what it begins with: `undefined` while that cannot be told, `null` if it is none. */
function codeLength(letters: string): number | null | undefined {
  if (letters.length < HEAD) return undefined;
  const head = ofBase45(letters.slice(0, HEAD));
  const bytes = head && messageLength(head);
  return bytes !== null && lettersOf(bytes) <= LONGEST_CODE ? lettersOf(bytes) : null;
}

/** For each code that begins in a text, the ways in which it can be read, the one as it was written first. */
export function readings(text: string): Reading[][] {
  if (new TextEncoder().encode(text).length > LONGEST) return [];
  const plain = cleaned(text);
  const beginnings = [...plain.matchAll(PREFIX)].slice(0, MOST_CODES);
  let steps = 0;
  return beginnings.map(({ 0: prefix, index }) => {
    const found: Reading[] = [];
    const rest = LETTERS.exec(plain.slice(index + prefix.length))?.[0] ?? "";
    const parts = rest.replace(/[ \n]+$/, "").split(/([ \n]+)/);
    const go = (at: number, before: string, isCertain: boolean): void => {
      steps += 1;
      if (steps > MOST_STEPS || found.length >= MOST_READINGS) return;
      const letters = before + (parts[at] ?? "");
      const gap = parts[at + 1];
      const length = codeLength(letters);
      if (length === null) return;
      if (length !== undefined && letters.length >= length) {
        // the full stop of a sentence and the star of bold type can end no code
        const bytes = /[0-9A-Z]/.test(letters.slice(length)) ? null : ofBase45(letters.slice(0, length));
        if (bytes) found.push({ bytes, isCertain: isCertain && gap === undefined });
      } else if (gap !== undefined && canGoOn(letters, before.length)) {
        for (const [nth, spaces] of options(gap).entries()) {
          go(at + 2, letters + " ".repeat(spaces), isCertain && nth === 0);
        }
      }
    };
    go(0, "", !prefix.includes(" "));
    return found;
  });
}
