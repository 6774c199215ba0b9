import { expect, test } from "vitest";
import { TODAY } from "../../../test/days";
import { caseView, queueItems } from "../../../test/fixtures";
import type { ActName } from "../../bindings/ActName";
import type { CaseView } from "../../bindings/CaseView";
import { fa } from "../../i18n/fa";
import { actOf, isFormAct } from "./build";
import { draftOf, noDraft, withText, type Draft } from "./draft";
import { formOf, waits } from "./forms";
import { gapsOf } from "./gates";
import { emptyItem, startDraft } from "./start";

const item = queueItems(1)[0];
if (!item) throw new Error("there is one");
const view: CaseView = caseView(item);

const gaps = (act: ActName, draft: Draft, of: CaseView = view): string[] =>
  gapsOf(act, formOf(act, of, draft, fa), draft, of, fa);

test("a wrong check proposes to ask for the document that it is about, on its own condition", () => {
  const [item] = startDraft("ask", view, TODAY, fa).items;
  expect(item).toMatchObject({ kind: "document", about: "20001", condition: 7 });
  expect(item?.text).toBe(view.conditions.find((one) => one.number === 7)?.text);
});

test("a refusal needs a numbered reason and an explanation", () => {
  expect(gaps("refuse", noDraft())).toContain(fa.gaps.condition);
  expect(gaps("refuse", noDraft())).toContain(fa.gaps.empty(fa.fields.explanation));
});

test("a wrong check suggests its refusal reason, and the officer explains it", () => {
  const draft = startDraft("refuse", view, TODAY, fa);
  expect(draft.conditions).toEqual([1]);
  expect(draft.texts.explanation).toBeUndefined();
  expect(gaps("refuse", draft)).toEqual([fa.gaps.empty(fa.fields.explanation)]);
  expect(gaps("refuse", withText(draft, "explanation", "چون"))).toEqual([]);
});

test("a reason that nothing on record shows does not refuse", () => {
  const bare = { ...view, conditions: view.conditions.map((one) => ({ ...one, grounds: [] })) };
  const draft = withText(startDraft("refuse", bare, TODAY, fa), "explanation", "چون");
  expect(gaps("refuse", draft, bare)).toEqual([fa.gaps.ground(1)]);
});

test("a reason that a row marked right contradicts says which row", () => {
  const held = { ...view, conditions: view.conditions.map((one) => ({ ...one, grounds: [], heldRight: 3 })) };
  const draft = withText(startDraft("refuse", held, TODAY, fa), "explanation", "چون");
  expect(gaps("refuse", draft, held)).toEqual([fa.gaps.heldRight(1, 3)]);
});

test("the check behind a reason must have been seen", () => {
  const draft = withText({ ...noDraft(), conditions: [5] }, "explanation", "چون");
  expect(gaps("refuse", draft)).toContain(fa.gaps.checkUnseen(5));
});

test("a request needs a text and what it is about", () => {
  const draft = { ...noDraft(), items: [emptyItem()] };
  expect(gaps("ask", draft)).toEqual([fa.gaps.itemText, fa.gaps.itemAbout]);
  expect(gaps("ask", noDraft())).toEqual([fa.gaps.item]);
});

test("the same item is not asked twice while it is open", () => {
  const again = { kind: "correct" as const, about: "workplacePostalCode", text: "باز هم", condition: null };
  expect(gaps("ask", { ...noDraft(), items: [again] })).toEqual([fa.gaps.sameItem]);
  const other = { ...again, about: "mobile" };
  expect(gaps("ask", { ...noDraft(), items: [other] })).toEqual([]);
  expect(gaps("ask", { ...noDraft(), items: [other, other] })).toEqual([fa.gaps.sameItem]);
});

test("the proposed path brings its reason, so that approving needs no typing", () => {
  const draft = startDraft("approve", view, TODAY, fa);
  expect(gaps("approve", draft)).toEqual([]);
  expect(actOf("approve", draft, view)).toEqual({
    act: "approve",
    path: "standard",
    pathReason: fa.decide.pathAsProposed,
    comment: "",
  });
});

test("amounts and days are read in persian digits", () => {
  const amount = withText(startDraft("referToBank", view, TODAY, fa), "amountRials", "۲٬۵۰۰٬۰۰۰");
  const minuted = withText(amount, "minutesNumber", "۱۲/۳۴");
  const full = withText(withText(minuted, "bank", "b1"), "branch", "مرکزی");
  expect(gaps("referToBank", full)).toEqual([]);
  expect(actOf("referToBank", full, view)).toMatchObject({
    amountRials: 2_500_000,
    budgetYear: 1405,
    minutesOn: "1405-09-03",
  });
  const day = withText(noDraft(), "day", "۱۴۰۵/۹/۲");
  expect(actOf("recordClearance", day, view)).toMatchObject({ day: "1405-09-02" });
  expect(gaps("recordClearance", withText(day, "day", "فردا"))).toContain(fa.gaps.day(fa.fields.day));
});

test("an answer to a correction carries the corrected fact", () => {
  const draft = withText(withText(noDraft(), "requestId", "r2"), "value", "3813715649");
  expect(actOf("recordAnswer", draft, view)).toMatchObject({
    corrections: [{ fact: "workplacePostalCode", value: "3813715649" }],
  });
  const document = withText(withText(noDraft(), "requestId", "r1"), "value", "x");
  expect(actOf("recordAnswer", document, view)).toMatchObject({ corrections: [] });
});

test("an undone decision comes back with every choice as it was", () => {
  const act = {
    act: "ask" as const,
    items: [{ kind: "document" as const, about: "20001", text: "بفرستید", condition: 7 }],
  };
  expect(actOf("ask", draftOf(act), view)).toEqual(act);
  const refusal = { act: "refuse" as const, conditions: [1, 4], explanation: "چون" };
  expect(actOf("refuse", draftOf(refusal), view)).toEqual(refusal);
  const referral = {
    act: "referToBank" as const,
    bank: "b1",
    branch: "مرکزی",
    amountRials: 1_000_000_000,
    budgetYear: 1405,
    minutesNumber: "12/34",
    minutesOn: "1405-09-01",
  };
  expect(actOf("referToBank", draftOf(referral), view)).toEqual(referral);
});

test("every act that an officer chooses has a form, and each form names its fields", () => {
  for (const name of Object.keys(fa.acts) as ActName[]) {
    if (!isFormAct(name)) continue;
    for (const field of formOf(name, view, noDraft(), fa)) {
      if ("name" in field) expect(fa.fields[field.name]).not.toBe("");
    }
    expect(fa.acts[name].submit(2)).not.toBe("");
  }
  expect(waits("issueLicence")).toBe(true);
  expect(waits("note")).toBe(false);
});

test("a supporter's word at the counter needs the licence's number and a scan", () => {
  expect(gaps("confirmSupporter", noDraft())).toEqual([fa.gaps.empty(fa.fields.licence), fa.gaps.file]);
  const scan = { document: "20008", name: "قرارداد.pdf", content: "JVBERi0xLjcK" };
  const draft: Draft = { ...withText(noDraft(), "licence", " ۱۲۳/۱۴۰۲ "), files: [scan] };
  expect(gaps("confirmSupporter", draft)).toEqual([]);
  const act = actOf("confirmSupporter", draft, view);
  expect(act).toEqual({ act: "confirmSupporter", licence: "۱۲۳/۱۴۰۲", otherNumber: false, attachments: [scan] });
  expect(draftOf(act).files).toEqual([scan]);
});

test("another number than the form's is said before it is recorded", () => {
  const choices = { ...view.choices, supporterLicences: ["0000 0000 1214"] };
  const scan = { document: "20008", name: "قرارداد.pdf", content: "JVBERi0xLjcK" };
  const seen = (licence: string): Draft => ({ ...withText(noDraft(), "licence", licence), files: [scan] });
  expect(gaps("confirmSupporter", seen("۰۰۰۰۰۰۰۰۱۲۱۴"), { ...view, choices })).toEqual([]);
  const other = seen("۱۲۳/۱۴۰۲");
  expect(gaps("confirmSupporter", other, { ...view, choices })).toEqual([fa.gaps.choose(fa.fields.otherNumber)]);
  const said = withText(other, "otherNumber", "yes");
  expect(gaps("confirmSupporter", said, { ...view, choices })).toEqual([]);
  expect(actOf("confirmSupporter", said, view)).toMatchObject({ otherNumber: true });
});

test("another supporter may be named without a licence's number", () => {
  const named = withText(withText(noDraft(), "name", "زهرا کاظمی"), "identity", "۰۰۷۶۲۲۹۶۴۵");
  const draft = withText(named, "medium", "inPerson");
  expect(gaps("nameSupporter", draft)).toEqual([]);
  expect(actOf("nameSupporter", draft, view)).toMatchObject({ act: "nameSupporter", licence: "" });
});
