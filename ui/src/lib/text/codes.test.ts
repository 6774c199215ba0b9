import { expect, test } from "vitest";
import { licenceGroups, mobileGroups, trackingGroups } from "./codes";

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
