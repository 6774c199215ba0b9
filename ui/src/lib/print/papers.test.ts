import { expect, test } from "vitest";
import { paperAhead } from "./papers";

test("a pile of pre-printed paper counts in its last digits", () => {
  expect(paperAhead("الف-۰۰۰۱۹۸", 2)).toBe("الف-000200");
  expect(paperAhead("998", 1)).toBe("999");
  expect(paperAhead("998", 2)).toBeNull();
  expect(paperAhead("12", 0)).toBeNull();
  expect(paperAhead("A12-345", 0)).toBeNull();
});
