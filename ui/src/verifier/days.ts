/* Days as numbers since 1970, in Tehran, and as people read them. */
import type { DayView } from "../lib/bindings/DayView";

const SECONDS_OF_A_DAY = 86_400;
const TEHRAN = 12_600;
/** 1200/01/01 and 1500/12/29 of the Jalali calendar. */
const FIRST_DAY = -54_342;
const LAST_DAY = 55_595;

export const isDay = (day: number): boolean => day >= FIRST_DAY && day <= LAST_DAY;

/** The day of a moment in Tehran. */
export const dayOf = (seconds: number): number => Math.floor((seconds + TEHRAN) / SECONDS_OF_A_DAY);

/** Whether a moment is midnight in Tehran. */
export const isMidnight = (seconds: number): boolean => (seconds + TEHRAN) % SECONDS_OF_A_DAY === 0;

/** The moment at which a day is over. */
export const endOf = (day: number): number => (day + 1) * SECONDS_OF_A_DAY - TEHRAN;

const jalali = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", {
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  timeZone: "UTC",
});

export function dayView(day: number): DayView {
  const at = new Date(day * SECONDS_OF_A_DAY * 1_000);
  const parts = Object.fromEntries(jalali.formatToParts(at).map((one) => [one.type, one.value]));
  const year = parts["relatedYear"] ?? parts["year"] ?? "";
  return {
    iso: at.toISOString().slice(0, 10),
    jalali: `${year}-${parts["month"] ?? ""}-${parts["day"] ?? ""}`,
    weekday: (at.getUTCDay() + 1) % 7,
  };
}

export const timeOf = (seconds: number): string => new Date((seconds + TEHRAN) * 1_000).toISOString().slice(11, 16);
