/* Which fields the form of each act has. The choices come from the case; nothing is decided here. */
import type { ActName } from "../../bindings/ActName";
import type { CaseView } from "../../bindings/CaseView";
import type { DecisionView } from "../../bindings/DecisionView";
import type { ConditionKind } from "../../bindings/ConditionKind";
import type { Titled } from "../../bindings/Titled";
import type { Texts } from "../../i18n/fa";
import { correctedFact, correctionKind } from "./correction";
import { toAscii } from "../../text/digits";
import { digits, momentText } from "../../text/format.svelte";
import { textOf, type Draft, type TextName } from "./draft";

export interface Option {
  value: string;
  label: string;
  /** Why it cannot be chosen; said beside it. */
  blocked?: string;
}

export type FieldSpec =
  | {
      kind: "text" | "long" | "code" | "day" | "number" | "money";
      name: TextName;
      optional?: boolean;
      /** In the place of the field's own name. */
      label?: string;
    }
  | {
      kind: "radio" | "select";
      name: TextName;
      options: Option[];
      /** What is known about the choice, said under it. */
      note?: string;
    }
  | { kind: "conditions"; of: ConditionKind[] }
  | { kind: "items" }
  | {
      kind: "files";
      /** In the place of the field's own name. */
      label?: string;
      /** At least one file has to come. */
      needed?: boolean;
      /** The only kinds of document that they may be. */
      documents?: Titled[];
    };

/** Decisions: they wait 30 seconds for their seal, and the next case opens after them. */
const WAITING: ReadonlySet<ActName> = new Set([
  "ask",
  "approve",
  "refuse",
  "completeEmpowerment",
  "issueLicence",
  "referToBank",
  "suspend",
  "reinstate",
  "revoke",
  "withdraw",
  "transfer",
]);

export const waits = (act: ActName): boolean => WAITING.has(act);

const text = (name: TextName): FieldSpec => ({ kind: "text", name });
const long = (name: TextName): FieldSpec => ({ kind: "long", name });
const day = (name: TextName): FieldSpec => ({ kind: "day", name });
const number = (name: TextName): FieldSpec => ({ kind: "number", name });
const optional = (name: TextName): FieldSpec => ({ kind: "long", name, optional: true });
const conditions = (...of: ConditionKind[]): FieldSpec => ({ kind: "conditions", of });

const named = (titles: Titled[]): Option[] =>
  titles.map((one) => ({ value: one.code, label: one.title }));
const worded = <T extends string>(texts: Record<T, string>, only?: T[]): Option[] =>
  Object.entries<string>(texts)
    .filter(([value]) => only === undefined || only.includes(value as T))
    .map(([value, label]) => ({ value, label }));
const radio = (name: TextName, options: Option[]): FieldSpec => ({ kind: "radio", name, options });
const select = (name: TextName, options: Option[]): FieldSpec => ({ kind: "select", name, options });

/** The fields of an act's form, in the order in which they are filled. */
export function formOf(act: ActName, view: CaseView, draft: Draft, t: Texts): FieldSpec[] {
  const { codes } = t;
  const medium = select(
    "medium",
    worded(codes.medium, ["inPerson", "telephone", "letter", "email", "messenger"]),
  );
  switch (act) {
    case "approve":
      return [radio("path", worded(codes.path)), long("pathReason"), optional("comment")];
    case "refuse":
      return [conditions("refuse"), long("explanation")];
    case "ask":
      return [{ kind: "items" }];
    case "askClearance":
      return [optional("note")];
    case "recordClearance":
      return [
        radio("cleared", [
          { value: "yes", label: t.answers.cleared },
          { value: "no", label: t.answers.notCleared },
        ]),
        text("reference"),
        day("day"),
        optional("note"),
      ];
    case "recordService":
      return [
        select("service", worded(codes.service)),
        day("from"),
        day("to"),
        number("hours"),
        text("provider"),
        radio("result", worded(codes.serviceResult)),
        { kind: "text", name: "certificateNo", optional: true },
        optional("note"),
      ];
    case "completeEmpowerment":
      return [long("summary")];
    case "issueLicence":
      return [optional("comment")];
    case "referToBank":
      return [
        { ...select("bank", banks(view, t)), ...accountNote(view, t) },
        text("branch"),
        { kind: "money", name: "amountRials" },
        number("budgetYear"),
        text("minutesNumber"),
        day("minutesOn"),
      ];
    case "recordBankAnswer":
      return [
        ...(view.referrals.length === 1 ? [] : [select("referralId", referrals(view, t))]),
        radio("outcome", worded(codes.bankOutcome)),
        optional("note"),
      ];
    case "suspend":
    case "revoke":
      return [conditions("refuse", "askForMore"), long("reason")];
    case "reinstate":
      return [long("reason")];
    case "withdraw":
      return [long("reason"), medium, day("day")];
    case "transfer":
      return [select("officeId", named(view.choices.offices)), long("reason")];
    case "confirmSupporter":
      return [
        text("licence"),
        ...differing(view, draft, t),
        {
          kind: "files",
          label: t.decide.supporterScans,
          needed: true,
          documents: view.choices.supporterDocuments,
        },
      ];
    case "nameSupporter":
      return [
        { kind: "text", name: "name" },
        { kind: "code", name: "identity" },
        { kind: "code", name: "licence", optional: true },
        medium,
      ];
    case "extendDeadline":
      return [{ kind: "long", name: "reason", label: t.case.extension(view.choices.extensionDays ?? 0) }];
    case "resolveDispute":
      return [radio("stands", decisions(view, t)), long("reason")];
    case "amend":
      return [long("what")];
    case "assign":
      return [select("officerId", named(view.choices.colleagues))];
    case "note":
      return [long("text")];
    case "logCall":
      return [text("caller"), long("summary")];
    case "recordAnswer":
      return [
        select(
          "requestId",
          view.requests
            .filter((one) => one.state === "open")
            .map((one) => ({ value: one.id, label: one.text })),
        ),
        ...correctionField(view, draft, t),
        long("text"),
        medium,
        day("day"),
        { kind: "files" },
      ];
    case "take":
    case "renew":
    case "see":
    case "check":
    case "acceptAnswer":
    case "cancelRequest":
      return [];
  }
}

const banks = (view: CaseView, t: Texts): Option[] =>
  view.choices.banks.map(({ code, title, blocked }) => ({
    value: code,
    label: title,
    ...(blocked === null ? {} : { blocked: t.decide.bankBlocked[blocked] }),
  }));

/** Where the applicant's account is, and what to do when no bank can be chosen because of it. */
function accountNote(view: CaseView, t: Texts): { note?: string } {
  const { accountBank } = view.choices;
  if (accountBank === null) return {};
  const free = view.choices.banks.some((one) => one.blocked === null);
  return { note: t.decide.accountAt(accountBank, free) };
}

const referrals = (view: CaseView, t: Texts): Option[] =>
  view.referrals.map((one) => ({ value: one.id, label: `${one.bank.title}${t.comma} ${one.branch}` }));

/** The field for the value that the answered request asked to be corrected. */
function correctionField(view: CaseView, draft: Draft, t: Texts): FieldSpec[] {
  const fact = correctedFact(view, draft);
  if (fact === null) return [];
  const label = t.decide.corrected(t.facts[fact], fact === "residence" || fact === "workplace");
  return [{ kind: correctionKind(fact), name: "value", optional: true, label }];
}

/** Whoever reads another number on the licence than is known says so; both stay on record. */
function differing(view: CaseView, draft: Draft, t: Texts): FieldSpec[] {
  const known = view.choices.supporterLicences;
  const seen = bare(textOf(draft, "licence"));
  if (seen === "" || known.length === 0 || known.some((one) => bare(one) === seen)) return [];
  return [radio("otherNumber", [{ value: "yes", label: t.decide.otherNumber(known) }])];
}

const bare = (number: string): string => toAscii(number).replace(/[^\p{L}\p{N}]/gu, "");

/** Both decisions of a dispute with who made them, when, and by which conditions or number; and neither. */
function decisions(view: CaseView, t: Texts): Option[] {
  const dispute = view.choices.dispute;
  if (dispute === null) return [];
  const option = ({ event, entry, conditions, number }: DecisionView): Option => ({
    value: event,
    label: t.answers.decision({
      what: (t.codes.event as Record<string, string>)[entry.kind] ?? entry.kind,
      by: entry.by,
      office: entry.office ?? "",
      at: momentText(entry.at),
      conditions,
      number: number === null ? null : digits(number),
      text: entry.text,
    }),
  });
  const both = dispute.standing === null ? [] : [option(dispute.standing), option(dispute.rival)];
  return [...both, { value: "anew", label: t.answers.anew }];
}
