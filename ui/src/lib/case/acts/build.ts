/* Makes an act of a draft that lacks nothing. */
import type { Act } from "../../bindings/Act";
import type { ActName } from "../../bindings/ActName";
import type { BankOutcome } from "../../bindings/BankOutcome";
import type { CaseView } from "../../bindings/CaseView";
import type { Medium } from "../../bindings/Medium";
import type { PathView } from "../../bindings/PathView";
import type { Service } from "../../bindings/Service";
import type { ServiceResult } from "../../bindings/ServiceResult";
import { parseTypedDay } from "../../text/dates";
import { parseWhole } from "../../text/digits";
import { correctionsOf } from "./correction";
import { textOf, type Draft, type TextName } from "./draft";

/** The acts that are built from a form; the others are made where they are done. */
export type FormAct = Exclude<ActName, "see" | "check" | "acceptAnswer" | "cancelRequest">;

export const isFormAct = (act: ActName): act is FormAct =>
  !["see", "check", "acceptAnswer", "cancelRequest"].includes(act);

export function actOf(name: FormAct, draft: Draft, view: CaseView): Act {
  const text = (field: TextName): string => textOf(draft, field).trim();
  const day = (field: TextName): string => parseTypedDay(text(field)) ?? text(field);
  const number = (field: TextName): number => parseWhole(text(field)) ?? 0;
  const { conditions } = draft;
  switch (name) {
    case "take":
    case "renew":
      return { act: name };
    case "assign":
      return { act: name, officerId: text("officerId") };
    case "note":
      return { act: name, text: text("text") };
    case "logCall":
      return { act: name, caller: text("caller"), summary: text("summary") };
    case "ask":
      return {
        act: name,
        items: draft.items.map((item) => ({
          ...item,
          about: item.kind === "visit" || item.about === "" ? null : item.about,
          text: item.text.trim(),
        })),
      };
    case "recordAnswer":
      return {
        act: name,
        requestId: text("requestId"),
        text: text("text"),
        medium: text("medium") as Medium,
        day: day("day"),
        attachments: draft.files,
        corrections: correctionsOf(view, draft),
      };
    case "approve":
      return {
        act: name,
        path: text("path") as PathView,
        pathReason: text("pathReason"),
        comment: text("comment"),
      };
    case "refuse":
      return { act: name, conditions, explanation: text("explanation") };
    case "askClearance":
      return { act: name, note: text("note") };
    case "recordClearance":
      return {
        act: name,
        cleared: text("cleared") === "yes",
        reference: text("reference"),
        day: day("day"),
        note: text("note"),
      };
    case "recordService":
      return {
        act: name,
        record: {
          service: text("service") as Service,
          from: day("from"),
          to: day("to"),
          hours: number("hours"),
          provider: text("provider"),
          result: text("result") as ServiceResult,
          certificateNo: text("certificateNo") === "" ? null : text("certificateNo"),
          note: text("note"),
        },
      };
    case "completeEmpowerment":
      return { act: name, summary: text("summary") };
    case "issueLicence":
      return { act: name, comment: text("comment") };
    case "referToBank":
      return {
        act: name,
        bank: text("bank"),
        branch: text("branch"),
        amountRials: number("amountRials"),
        budgetYear: number("budgetYear"),
        minutesNumber: text("minutesNumber"),
        minutesOn: day("minutesOn"),
      };
    case "recordBankAnswer":
      return {
        act: name,
        referralId: text("referralId"),
        outcome: text("outcome") as BankOutcome,
        note: text("note"),
      };
    case "suspend":
    case "revoke":
      return { act: name, conditions, reason: text("reason") };
    case "reinstate":
      return { act: name, reason: text("reason") };
    case "withdraw":
      return { act: name, reason: text("reason"), medium: text("medium") as Medium, day: day("day") };
    case "transfer":
      return { act: name, officeId: text("officeId"), reason: text("reason") };
    case "confirmSupporter":
      return {
        act: name,
        licence: text("licence"),
        otherNumber: text("otherNumber") === "yes",
        attachments: draft.files,
      };
    case "nameSupporter":
      return {
        act: name,
        name: text("name"),
        identity: text("identity"),
        licence: text("licence"),
        medium: text("medium") as Medium,
      };
    case "extendDeadline":
      return { act: name, reason: text("reason") };
    case "resolveDispute":
      return { act: name, stands: text("stands"), reason: text("reason") };
    case "amend":
      return { act: name, what: text("what") };
  }
}

/** The number that the submit button restates: reasons of a refusal, items of a request. */
export function countOf(name: ActName, draft: Draft): number {
  return name === "ask" ? draft.items.length : draft.conditions.length;
}
