/* The corrected value of a fact that a request asked about: how it is filled in, and what is sent of it. */
import type { CaseView } from "../../bindings/CaseView";
import type { CorrectableFact } from "../../bindings/CorrectableFact";
import type { CorrectedFact } from "../../bindings/CorrectedFact";
import { parseTypedDay } from "../../text/dates";
import { parseWhole, toAscii } from "../../text/digits";
import { dayNumeric, digits, num } from "../../text/format.svelte";
import { textOf, type Draft } from "./draft";

type Kind = "text" | "long" | "code" | "day" | "money";

const KINDS: Record<CorrectableFact, Kind> = {
  firstName: "text",
  lastName: "text",
  fatherName: "text",
  bornOn: "day",
  mobile: "code",
  residence: "long",
  residencePostalCode: "code",
  workplace: "long",
  workplacePostalCode: "code",
  planTitle: "text",
  planDescription: "long",
  certificateNumber: "text",
  certificateExpiresOn: "day",
  ownContribution: "money",
  iban: "code",
};

export const correctionKind = (fact: CorrectableFact): Kind => KINDS[fact];

/** The fact that the answered request asked to be corrected, if it is of that kind. */
export function correctedFact(view: CaseView, draft: Draft): CorrectableFact | null {
  const asked = view.requests.find((one) => one.id === textOf(draft, "requestId"));
  return asked?.kind === "correct" ? (asked.about as CorrectableFact | null) : null;
}

/**
 * The value as the case has it, to be corrected in place. An address is shown with its town, which is not
 * corrected here, and an IBAN is masked: these begin empty.
 */
export function presentValue(view: CaseView, fact: CorrectableFact): string {
  if (fact === "residence" || fact === "workplace" || fact === "iban") return "";
  const value = view.facts.flatMap((group) => group.facts).find((one) => one.name === fact)?.value;
  switch (value?.kind) {
    case "text":
    case "code":
      return digits(value.value);
    case "day":
      return dayNumeric(value.value);
    case "money":
      return num(value.value.rials);
    default:
      return "";
  }
}

/** What is sent: nothing where the value is empty or as it was. */
export function correctionsOf(view: CaseView, draft: Draft): CorrectedFact[] {
  const fact = correctedFact(view, draft);
  const typed = textOf(draft, "value").trim();
  if (fact === null || typed === "" || typed === presentValue(view, fact)) return [];
  return [{ fact, value: sent(KINDS[fact], typed) }];
}

function sent(kind: Kind, typed: string): string {
  switch (kind) {
    case "day":
      return parseTypedDay(typed) ?? typed;
    case "money":
      return String(parseWhole(typed) ?? typed);
    case "code":
      return toAscii(typed);
    case "text":
    case "long":
      return typed;
  }
}
