/* Serials of pre-printed paper, only to show where a pile ends; the desk judges them. */
import { toAscii } from "../text/digits";

/** The serial that lies so many sheets deeper; `null` where it is none or its digits do not reach. */
export function paperAhead(first: string, sheets: number): string | null {
  const found = /^(\D{0,8}?)(\d{3,12})$/u.exec(toAscii(first).replaceAll(/\s/gu, ""));
  if (!found || sheets < 0) return null;
  const [, before = "", count = ""] = found;
  const last = String(Number(count) + sheets);
  return last.length > count.length ? null : before + last.padStart(count.length, "0");
}
