/* Values as they are read, in the language in use. Reactive: a change of language changes them all. */
import type { DayView } from "../bindings/DayView";
import type { DueView } from "../bindings/DueView";
import type { MoneyView } from "../bindings/MoneyView";
import type { MomentView } from "../bindings/MomentView";
import { isPersian, t } from "../i18n/index.svelte";
import { daysBetween, jalaliParts } from "./dates";
import { grouped, toFa } from "./digits";

let today = $state.raw<DayView | null>(null);

/** Tells the day on the office's clock; this year is then left out of dates. */
export function setToday(day: DayView): void {
  if (today?.iso !== day.iso) today = day;
}

/** A number with separated thousands. */
export function num(value: number): string {
  return grouped(value, isPersian());
}

/** A code, number or time as it stands, in the digits of the language. */
export function digits(text: string | number): string {
  return isPersian() ? toFa(text) : String(text);
}

export interface DayStyle {
  weekday?: boolean;
  /** Also shows the year when it is this year. */
  year?: boolean;
}

/** «پنجشنبه ۵ آذر ۱۴۰۵»; this year may be left out. */
export function dayText(day: DayView, style: DayStyle = {}): string {
  const words = t();
  const { year, month, day: date } = jalaliParts(day);
  const parts: string[] = [];
  if (style.weekday) parts.push(words.weekdays[day.weekday] ?? "");
  parts.push(digits(date), words.months[month - 1] ?? "");
  if (style.year === true || today === null || jalaliParts(today).year !== year) {
    parts.push(digits(year));
  }
  return words.date.join(parts);
}

/** «۱۴۰۵/۰۹/۰۵», for tables. */
export function dayNumeric(day: DayView): string {
  return digits(day.jalali.replaceAll("-", "/"));
}

export function momentText(moment: MomentView): string {
  return t().date.time(dayText(moment.day), digits(moment.time));
}

/** «۳ روز پیش», or the day when it is today or yesterday. */
export function agoText(day: DayView): string {
  const words = t().date;
  const days = today === null ? 0 : daysBetween(day, today);
  if (days <= 0) return words.today;
  return days === 1 ? words.yesterday : words.daysAgo(days);
}

/** «۲ روز مانده», «۹ روز گذشته», «امروز پایان می‌یابد», «مهلت ایستاده». */
export function dueText(due: DueView): string {
  const words = t().due;
  if (due.paused) return words.paused;
  if (due.daysLeft === 0) return words.today;
  return due.daysLeft > 0
    ? words.left(due.daysLeft, due.workingDays)
    : words.past(-due.daysLeft, due.workingDays);
}

/** What stands under the time left: the day, and the last working day where it differs. */
export function dueDetail(due: DueView): string {
  const words = t().due;
  if (due.paused) return words.pausedWhy;
  const day = dayText(due.due, { weekday: true });
  if (due.daysLeft < 0 || due.lastWorkingDay.iso === due.due.iso) return day;
  const until = today === null ? Number.NaN : daysBetween(today, due.lastWorkingDay);
  const last =
    until === 0
      ? t().date.today
      : until === 1
        ? words.tomorrow
        : dayText(due.lastWorkingDay, { weekday: true });
  return `${day} · ${words.lastWorkingDay(last)}`;
}

/** «۲۰۰ میلیون تومان» where it is round, else tomans in full. */
export function tomansText(money: MoneyView): string {
  const words = t().money;
  const tomans = money.rials / 10;
  if (tomans >= 1_000_000 && tomans % 1_000_000 === 0) {
    return words.millionTomans(num(tomans / 1_000_000));
  }
  return Number.isInteger(tomans) ? words.tomans(num(tomans)) : words.rials(num(money.rials));
}

export function rialsText(money: MoneyView): string {
  return t().money.rials(num(money.rials));
}

/** A serial of the ledger in six digits. */
export function serialText(serial: number): string {
  return digits(String(serial).padStart(6, "0"));
}
