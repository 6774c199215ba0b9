/* Reading a code's text as it comes out of messengers, letters and scanners (docs/licence-proof.md): what nobody sees is
   dropped, and white space inside a code too; a code begins wherever its prefix stands, is as long as its first bytes say,
   and ends in the letter Z. */
import { lettersOf, ofLetters } from "./bytes";
import { messageLength } from "./message";

const PREFIX = /L[ \n]*I[ \n]*C[ \n]*1[ \n]*:/g;
const END = "Z";
const LETTER = /^[0-9A-Z$+\-/:]$/;
/** The longest text that is looked at, in bytes of UTF-8. */
export const LONGEST = 16_384;
const LONGEST_CODE = 1_024;
/** The letters that say how long a code is. */
const HEAD = 30;
const MOST_CODES = 16;

const UNSEEN = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[\ufe00-\ufe0f]/gu;
const LINE_ENDS = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/gu;
const SPACES = /[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu;
/** Mail quotes what it answers; no code has such a letter. */
const QUOTES = /^[> ]*>/gmu;

export interface Reading {
  bytes: Uint8Array<ArrayBuffer>;
  /** No space stood in it. Behind one a word of the message may have taken the place of letters that were lost. */
  isCertain: boolean;
  /** The hosts in whose address it stands. */
  hosts: string[];
}

function cleaned(text: string): string {
  const plain = text.replace(UNSEEN, "").replace(LINE_ENDS, "\n").replace(SPACES, " ");
  return plain.replace(QUOTES, (quotes) => quotes.replaceAll(">", ""));
}

/** How many letters a code has by what it begins with; `null` if it is none. */
function codeLength(head: string): number | null {
  const bytes = ofLetters(head);
  const length = bytes && messageLength(bytes);
  const letters = length === null ? 0 : lettersOf(length);
  return letters >= HEAD && letters <= LONGEST_CODE ? letters : null;
}

/** The code that stands behind a prefix. */
function codeIn(rest: string): Omit<Reading, "hosts"> | null {
  let letters = "";
  let length: number | null = null;
  let isCertain = true;
  for (const [at, sign] of [...rest].entries()) {
    if (sign === " ") isCertain = false;
    else if (sign !== "\n") {
      if (letters.length === length) {
        // the full stop of a sentence and the star of bold type may follow, and no further letter
        if (sign !== END || /^[0-9A-Za-z]/.test([...rest].slice(at + 1, at + 2).join(""))) return null;
        const bytes = ofLetters(letters);
        return bytes && { bytes, isCertain };
      }
      if (!LETTER.test(sign)) return null;
      letters += sign;
      if (letters.length === HEAD) {
        length = codeLength(letters);
        if (length === null) return null;
      }
    }
  }
  return null;
}

/** The hosts of the addresses that end where a code begins: one that stands in another's query, or on the line above, is
    named beside it, since nobody can tell which of them was opened. */
function hostsIn(before: string): string[] {
  const address = before.replace(/\n+$/, "");
  if (!address.endsWith("#")) return [];
  const whole = address.slice(0, -1);
  const from = Math.max(whole.lastIndexOf(" ") + 1, whole.lastIndexOf("\n\n") + 1);
  const [, ...behind] = whole.slice(from).replaceAll("\n", "").split("://");
  return behind.map((rest) => {
    const host = /^[^/?#\\]*/.exec(rest)?.[0] ?? "";
    return host.slice(host.lastIndexOf("@") + 1).replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  });
}

/** The codes of a text in their order. */
export function readings(text: string): Reading[] {
  if (new TextEncoder().encode(text).length > LONGEST) return [];
  const plain = cleaned(text);
  const beginnings = [...plain.matchAll(PREFIX)].slice(0, MOST_CODES);
  return beginnings.flatMap(({ 0: prefix, index }) => {
    const code = codeIn(plain.slice(index + prefix.length));
    const isCertain = code?.isCertain === true && !prefix.includes(" ");
    return code ? [{ bytes: code.bytes, isCertain, hosts: hostsIn(plain.slice(0, index)) }] : [];
  });
}
