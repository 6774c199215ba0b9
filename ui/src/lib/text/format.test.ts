import { afterEach, beforeEach, expect, test } from "vitest";
import { dayFromToday, momentFromToday, TODAY } from "../../test/days";
import type { DueView } from "../bindings/DueView";
import { speak } from "../i18n/index.svelte";
import { agoText, dayNumeric, dayText, dueDetail, dueText, momentText, setToday, tomansText } from "./format.svelte";

beforeEach(() => {
  setToday(TODAY);
});
afterEach(() => {
  speak("fa");
});

const due = (daysLeft: number, more: Partial<DueView> = {}): DueView => ({
  urgency: "dueSoon",
  daysLeft,
  workingDays: false,
  due: dayFromToday(daysLeft),
  lastWorkingDay: dayFromToday(daysLeft),
  paused: false,
  ...more,
});

test("a date of this year leaves the year out, another year shows it", () => {
  expect(dayText(dayFromToday(2), { weekday: true })).toBe("پنجشنبه ۵ آذر");
  expect(dayText(TODAY, { weekday: true, year: true })).toBe("سه‌شنبه ۳ آذر ۱۴۰۵");
  expect(dayText(dayFromToday(-300))).toContain("۱۴۰۴");
  expect(dayNumeric(TODAY)).toBe("۱۴۰۵/۰۹/۰۳");
});

test("english keeps jalali days, with latin digits and months", () => {
  speak("en");
  expect(dayText(TODAY, { weekday: true, year: true })).toBe("Tuesday 3 Azar 1405");
  expect(momentText(momentFromToday(-4, "10:42"))).toBe("29 Aban, 10:42");
});

test("the time left is said in days, and a day that is over is said to be past", () => {
  expect(dueText(due(2))).toBe("۲ روز مانده");
  expect(dueText(due(2, { workingDays: true }))).toBe("۲ روز کاری مانده");
  expect(dueText(due(0))).toBe("امروز پایان می‌یابد");
  expect(dueText(due(-9))).toBe("۹ روز گذشته");
  expect(dueText(due(5, { paused: true }))).toBe("مهلت ایستاده");
});

test("where the day is a holiday, the last working day is shown", () => {
  expect(dueDetail(due(2))).toBe("پنجشنبه ۵ آذر");
  expect(dueDetail(due(2, { lastWorkingDay: dayFromToday(1) }))).toBe("پنجشنبه ۵ آذر · آخرین روز کاری: فردا");
});

test("what is past is told in days", () => {
  expect(agoText(dayFromToday(-3))).toBe("۳ روز پیش");
  expect(agoText(dayFromToday(-1))).toBe("دیروز");
  expect(agoText(TODAY)).toBe("امروز");
});

test("round amounts are told in millions of tomans", () => {
  expect(tomansText({ rials: 2_000_000_000, words: "" })).toBe("۲۰۰ میلیون تومان");
  expect(tomansText({ rials: 15_500_000, words: "" })).toBe("۱٬۵۵۰٬۰۰۰ تومان");
});
