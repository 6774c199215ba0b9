/* The documents that can be made of a case at any time, whether or not they are on the ready list. */
import type { CaseView } from "../bindings/CaseView";
import type { DocumentKind } from "../bindings/DocumentKind";
import type { PrintableView } from "../bindings/PrintableView";

/** A document of a case; an empty `subject` stands for the newest of its kind. */
export function papersOf(view: CaseView): PrintableView[] {
  const { id, trackingCode, applicant } = view;
  const paper = (document: DocumentKind, subject = ""): PrintableView => ({
    case: { id, trackingCode, applicant },
    field: view.field.title,
    document,
    subject,
    provisional: document === "licence" && view.licence?.standing === "provisional",
    copies: view.sheets.filter((sheet) => sheet.document === document).length,
  });
  const found: PrintableView[] = [];
  const standing = view.licence?.standing;
  if (standing === "provisional" || standing === "registered") found.push(paper("licence"));
  found.push(...view.referrals.map((one) => paper("bankReferral", one.id)));
  if (view.stage === "refused") found.push(paper("refusal"));
  if (view.requests.some((one) => one.state === "open")) found.push(paper("correction"));
  const done = (office: string): boolean =>
    view.steps.some((step) => step.office === office && step.state === "done");
  if (done("agency") && view.steps.some((step) => step.office === "jahad")) {
    found.push(paper("empowermentReferral"));
  }
  found.push(paper("receipt"));
  return found;
}

/** Whether two name the same document. */
export const samePaper = (one: PrintableView, other: PrintableView): boolean =>
  one.case.id === other.case.id &&
  one.document === other.document &&
  (one.subject === other.subject || one.subject === "" || other.subject === "");
