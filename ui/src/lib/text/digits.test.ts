import { expect, test } from "vitest";
import { grouped, parseWhole, toAscii, toFa } from "./digits";

test("persian digits exist at display only", () => {
  expect(toFa("1405/09/05")).toBe("۱۴۰۵/۰۹/۰۵");
  expect(toAscii(toFa(1234567890))).toBe("1234567890");
});

test("all three sets of digits are accepted", () => {
  expect(toAscii("۱٢3")).toBe("123");
  expect(parseWhole("۲۰۰٬۰۰۰٬۰۰۰")).toBe(200_000_000);
  expect(parseWhole("200,000")).toBe(200_000);
  expect(parseWhole("٢٠٠")).toBe(200);
});

test("what is not a whole number is not taken for one", () => {
  for (const text of ["", "۱۲ب", "-5", "1.5", "9999999999999999"]) expect(parseWhole(text)).toBeNull();
});

test("thousands are separated in the manner of the language", () => {
  expect(grouped(1_234_567, true)).toBe("۱٬۲۳۴٬۵۶۷");
  expect(grouped(1_234_567, false)).toBe("1,234,567");
  expect(grouped(-12, true)).toBe("−۱۲");
});
