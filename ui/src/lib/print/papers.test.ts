import { expect, test } from "vitest";
import { caseView, queueItems } from "../../test/fixtures";
import type { CaseView } from "../bindings/CaseView";
import { papersOf, samePaper } from "./papers";

const [item] = queueItems(1);
if (!item) throw new Error("there is one");
const plain: CaseView = { ...caseView(item), requests: [] };
const kinds = (view: CaseView): string[] => papersOf(view).map((one) => one.document);

test("a receipt can be made of every case, a notice only while something is asked", () => {
  expect(kinds(plain)).toEqual(["receipt"]);
  expect(kinds(caseView(item))).toEqual(["correction", "receipt"]);
});

test("a licence that is out of force is not printed", () => {
  const licence = {
    number: "900000000150",
    issued: plain.timeline[0]?.at.day ?? { iso: "", jalali: "", weekday: 0 },
    validUntil: { iso: "", jalali: "", weekday: 0 },
    firstSignature: "",
    secondSignature: "",
  };
  expect(kinds({ ...plain, licence: { ...licence, standing: "provisional" } })).toEqual(["licence", "receipt"]);
  expect(kinds({ ...plain, licence: { ...licence, standing: "suspended" } })).toEqual(["receipt"]);
});

test("the newest of a kind is the one on the ready list, another referral is another document", () => {
  const [receipt] = papersOf(plain);
  if (!receipt) throw new Error("there is a receipt");
  expect(samePaper(receipt, { ...receipt, subject: "event" })).toBe(true);
  expect(samePaper({ ...receipt, subject: "a" }, { ...receipt, subject: "b" })).toBe(false);
});
