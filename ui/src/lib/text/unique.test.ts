import { expect, test } from "vitest";
import { uniqueKeys } from "./unique";

test("no two parts of a list have one key, whatever comes", () => {
  expect(uniqueKeys(["a", "b", "a", "a"], (one) => one)).toEqual(["a", "b", "a#1", "a#2"]);
});
