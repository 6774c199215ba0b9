/* Jalali days as they are read. The desk does the arithmetic; here are only words. */
import type { DayView } from "../bindings/DayView";
import { toAscii } from "./digits";

export interface DayParts {
  year: number;
  month: number;
  day: number;
}

/** The parts of `1405-09-05`. */
export function jalaliParts(day: DayView): DayParts {
  const [year = 0, month = 0, date = 0] = day.jalali.split("-").map(Number);
  return { year, month, day: date };
}

/** Whole days from one to the other; negative when `to` is earlier. */
export function daysBetween(from: DayView, to: DayView): number {
  return Math.round((Date.parse(to.iso) - Date.parse(from.iso)) / 86_400_000);
}

/**
 * A day as someone typed it, `۱۴۰۵/۹/۵` or `1405-09-05`, in the form that the desk reads; or `null`.
 * Whether the day exists is for the desk to say.
 */
export function parseTypedDay(text: string): string | null {
  const found = /^\s*(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*$/.exec(toAscii(text));
  if (!found) return null;
  const [, year = "", month = "", day = ""] = found;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return null;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}
