/* The draft with which a form opens: what can be known beforehand is filled in already. */
import type { ActName } from "../../bindings/ActName";
import type { CaseView } from "../../bindings/CaseView";
import type { ConditionView } from "../../bindings/ConditionView";
import type { DayView } from "../../bindings/DayView";
import type { Texts } from "../../i18n/fa";
import { jalaliParts } from "../../text/dates";
import { dayNumeric, digits, num } from "../../text/format.svelte";
import { noDraft, type Draft, type ItemDraft } from "./draft";

/** Conditions behind the checks that are marked wrong. */
export function suggestedConditions(view: CaseView): number[] {
  return view.checklist
    .filter((row) => row.answer === "wrong" && row.condition !== null)
    .map((row) => row.condition as number);
}

export function startDraft(act: ActName, view: CaseView, today: DayView, t: Texts): Draft {
  const draft = noDraft();
  const { texts } = draft;
  switch (act) {
    case "approve":
      texts.path = view.proposedPath;
      texts.pathReason = t.decide.pathAsProposed;
      break;
    case "refuse": {
      const suggested = new Set(suggestedConditions(view));
      const chosen = view.conditions.filter(
        (one) => one.kind === "refuse" && suggested.has(one.number),
      );
      draft.conditions = chosen.map((one) => one.number);
      break;
    }
    case "ask":
      draft.items = suggestedItems(view);
      if (draft.items.length === 0) draft.items = [emptyItem()];
      break;
    case "recordService":
      texts.service = view.services.find((one) => one.record === null)?.service ?? "";
      break;
    case "referToBank": {
      const free = view.choices.banks.filter((one) => one.blocked === null);
      if (free.length === 1) texts.bank = free[0]?.code ?? "";
      texts.budgetYear = digits(jalaliParts(today).year);
      texts.minutesOn = dayNumeric(today);
      const asked = view.facts
        .flatMap((group) => group.facts)
        .find((fact) => fact.name === "requested")?.value;
      if (asked?.kind === "money") {
        const ceiling = view.choices.ceiling?.rials ?? asked.value.rials;
        texts.amountRials = num(Math.min(asked.value.rials, ceiling));
      }
      break;
    }
    case "recordBankAnswer":
      texts.referralId = view.referrals.at(-1)?.id ?? "";
      break;
    case "recordClearance":
    case "withdraw":
      texts.day = dayNumeric(today);
      break;
    case "recordAnswer": {
      texts.day = dayNumeric(today);
      const open = view.requests.filter((one) => one.state === "open");
      if (open.length === 1) texts.requestId = open[0]?.id ?? "";
      break;
    }
    default:
      break;
  }
  return draft;
}

export const emptyItem = (): ItemDraft => ({
  kind: "document",
  about: "",
  text: "",
  condition: null,
});

/** The sentence that the chosen conditions say to the applicant. */
export function sentenceOf(numbers: number[], conditions: ConditionView[]): string {
  return conditions
    .filter((one) => numbers.includes(one.number))
    .map((one) => one.text)
    .join("\n");
}

/** One item for each check that is wrong and rests on a condition of the kind *ask for more*. */
function suggestedItems(view: CaseView): ItemDraft[] {
  return view.checklist.flatMap((row) => {
    if (row.answer !== "wrong") return [];
    const condition = view.conditions.find(
      (one) => one.kind === "askForMore" && (one.number === row.ask || one.number === row.condition),
    );
    if (!condition) return [];
    const document = view.choices.documents.find((one) => one.code === row.document);
    return [
      {
        kind: document ? ("document" as const) : ("correct" as const),
        about: document?.code ?? "",
        text: condition.text,
        condition: condition.number,
      },
    ];
  });
}
