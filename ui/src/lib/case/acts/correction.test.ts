import { expect, test } from "vitest";
import { caseView, queueItems } from "../../../test/fixtures";
import type { CaseView } from "../../bindings/CaseView";
import type { CorrectableFact } from "../../bindings/CorrectableFact";
import { correctionsOf, presentValue } from "./correction";
import { noDraft, type Draft } from "./draft";

const [item] = queueItems(1);
if (!item) throw new Error("there is one");

function asking(about: CorrectableFact): CaseView {
  const view = caseView(item as NonNullable<typeof item>);
  return { ...view, requests: view.requests.map((one) => ({ ...one, kind: "correct" as const, about })) };
}
const typed = (value: string): Draft => ({ ...noDraft(), texts: { requestId: "r2", value } });

test("a correction begins with the value that the case has", () => {
  expect(presentValue(asking("bornOn"), "bornOn")).toBe("۱۳۵۹/۰۳/۱۴");
  expect(presentValue(asking("fatherName"), "fatherName")).toBe("احمد");
});

test("a masked iban and an address with its town are not filled in", () => {
  expect(presentValue(asking("iban"), "iban")).toBe("");
  expect(presentValue(asking("workplace"), "workplace")).toBe("");
});

test("a value that was left as it is corrects nothing", () => {
  expect(correctionsOf(asking("fatherName"), typed("احمد"))).toEqual([]);
});

test("days, amounts and codes are sent with ascii digits", () => {
  expect(correctionsOf(asking("bornOn"), typed("۱۳۵۹/۳/۱۵"))).toEqual([{ fact: "bornOn", value: "1359-03-15" }]);
  expect(correctionsOf(asking("ownContribution"), typed("۲۰۰٬۰۰۰"))).toEqual([{ fact: "ownContribution", value: "200000" }]);
  expect(correctionsOf(asking("mobile"), typed("۰۹۱۲۵۴۰۴۷۹۲"))).toEqual([{ fact: "mobile", value: "09125404792" }]);
});
