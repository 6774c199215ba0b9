import { expect, test } from "vitest";
import { licenceGroups, mobileGroups, trackingGroups, trackingText, withoutGroups } from "./codes";

test("a tracking code is read in groups of four, four, three and three", () => {
  expect(trackingGroups("16556511528518")).toEqual(["1655", "6511", "528", "518"]);
});

test("a licence number is read in groups of four, a mobile number as it is spoken", () => {
  expect(licenceGroups("900000000150")).toEqual(["9000", "0000", "0150"]);
  expect(mobileGroups("09125404792")).toEqual(["0912", "540", "4792"]);
});

test("what has another shape is not cut", () => {
  expect(trackingGroups("1405-731-008217")).toEqual(["1405-731-008217"]);
  expect(licenceGroups("12345")).toEqual(["12345"]);
  expect(mobileGroups("08638181238")).toEqual(["08638181238"]);
});

test("a code that is searched as it stands on paper is searched as it is stored", () => {
  expect(withoutGroups("۱۶۵۵-۶۵۱۱-۵۲۸-۵۱۸")).toBe("16556511528518");
  // copied out of a sentence, with what holds it together there
  expect(withoutGroups(trackingText("16556511528518"))).toBe("16556511528518");
  expect(withoutGroups("9000 0000 0150")).toBe("900000000150");
  expect(withoutGroups("0912 540 4792")).toBe("09125404792");
  expect(withoutGroups("6320-76146")).toBe("6320-76146");
  expect(withoutGroups("زهره کیانی")).toBe("زهره کیانی");
});
