import { expect, test } from "vitest";
import { dayFromToday, TODAY } from "../../test/days";
import { daysBetween, parseTypedDay } from "./dates";

test("a day is read in any digits and with any separator", () => {
  expect(parseTypedDay("۱۴۰۵/۹/۲")).toBe("1405-09-02");
  expect(parseTypedDay(" 1405-09-02 ")).toBe("1405-09-02");
  expect(parseTypedDay("٢٠٢٦.١١.٢٣")).toBe("2026-11-23");
});

test("what cannot be a day is refused", () => {
  for (const text of ["", "دیروز", "1405/13/01", "1405/1/32", "05/09/02"]) expect(parseTypedDay(text)).toBeNull();
});

test("days are counted over the end of a month", () => {
  expect(daysBetween(TODAY, dayFromToday(40))).toBe(40);
  expect(daysBetween(dayFromToday(3), TODAY)).toBe(-3);
});
