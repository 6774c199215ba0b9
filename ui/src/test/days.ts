import type { DayView } from "../lib/bindings/DayView";
import type { MomentView } from "../lib/bindings/MomentView";

/** 3 Azar 1405, a Tuesday: the day on which the fixtures stand. */
export const TODAY: DayView = { iso: "2026-11-24", jalali: "1405-09-03", weekday: 3 };

const formatter = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", {
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  timeZone: "UTC",
});

/** The day that many days after today. */
export function dayFromToday(days: number): DayView {
  const at = new Date(Date.parse(TODAY.iso) + days * 86_400_000);
  const parts = Object.fromEntries(formatter.formatToParts(at).map((one) => [one.type, one.value]));
  const year = parts["relatedYear"] ?? parts["year"] ?? "";
  return {
    iso: at.toISOString().slice(0, 10),
    jalali: `${year}-${parts["month"] ?? ""}-${parts["day"] ?? ""}`,
    weekday: (at.getUTCDay() + 1) % 7,
  };
}

export function momentFromToday(days: number, time: string): MomentView {
  const day = dayFromToday(days);
  return { day, time, atMs: Date.parse(`${day.iso}T${time}:00Z`) };
}
