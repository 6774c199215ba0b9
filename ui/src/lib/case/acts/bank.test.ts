import { expect, test } from "vitest";
import { TODAY } from "../../../test/days";
import { caseView, queueItems } from "../../../test/fixtures";
import type { CaseView } from "../../bindings/CaseView";
import { fa } from "../../i18n/fa";
import { noDraft } from "./draft";
import { formOf } from "./forms";
import { startDraft } from "./start";

const [item] = queueItems(1);
if (!item) throw new Error("there is one");
const view = caseView(item);

const bankField = (of: CaseView) =>
  formOf("referToBank", of, noDraft(), fa).find((field) => "name" in field && field.name === "bank");

test("the bank of the applicant's account is chosen already, and the others say why not", () => {
  expect(startDraft("referToBank", view, TODAY, fa).texts.bank).toBe("022");
  expect(bankField(view)).toMatchObject({
    options: [
      { value: "022", label: "بانک توسعه تعاون" },
      { value: "012", label: "بانک ملت", blocked: "حساب متقاضی آنجا نیست" },
    ],
  });
  expect(bankField(view)).toHaveProperty("note", expect.stringContaining("بانک توسعه تعاون"));
});

test("where the account is at no agent bank, the form says what to ask for", () => {
  const banks = view.choices.banks.map((one) => ({ ...one, blocked: "accountElsewhere" as const }));
  const elsewhere = { ...view, choices: { ...view.choices, banks, accountBank: "بانک سامان" } };
  expect(startDraft("referToBank", elsewhere, TODAY, fa).texts.bank).toBeUndefined();
  expect(bankField(elsewhere)).toHaveProperty("note", expect.stringContaining("شبای یکی از بانک‌های عامل"));
});
