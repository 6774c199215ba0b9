import { expect, test } from "vitest";
import { typeDigit } from "./conditionNumber";

const NUMBERS = [11, 15, 22, 31, 32, 33];

test("two digits choose the condition that has them as its number", () => {
  const first = typeDigit("", "1", NUMBERS);
  expect(first).toEqual({ typed: "1", chosen: null, near: 11 });
  expect(typeDigit(first.typed, "1", NUMBERS)).toEqual({ typed: "", chosen: 11, near: 11 });
});

test("one digit chooses nothing where numbers have two", () => {
  for (const digit of ["1", "2", "3"]) expect(typeDigit("", digit, NUMBERS).chosen).toBeNull();
});

test("a digit that leads nowhere begins again or is passed over", () => {
  expect(typeDigit("1", "3", NUMBERS)).toEqual({ typed: "3", chosen: null, near: 31 });
  expect(typeDigit("3", "9", NUMBERS)).toEqual({ typed: "", chosen: null, near: null });
});

test("a number that another one begins with is gone to and chosen by hand", () => {
  expect(typeDigit("", "1", [1, 11, 2])).toEqual({ typed: "1", chosen: null, near: 1 });
  expect(typeDigit("1", "1", [1, 11, 2])).toEqual({ typed: "", chosen: 11, near: 11 });
  expect(typeDigit("", "2", [1, 11, 2])).toEqual({ typed: "", chosen: 2, near: 2 });
});
