/* What a document of the print desk is called: by the page that lists it, and by the desk that draws it. */
import type { DocumentRequest } from "../bindings/DocumentRequest";
import type { PrintableView } from "../bindings/PrintableView";

/** Names a document of the ready list; two of one case differ in kind or subject. */
export const keyOfDocument = (one: PrintableView): string =>
  `${one.case.id}/${one.document}/${one.subject}`;

export const requestOf = (one: PrintableView): DocumentRequest => ({
  caseId: one.case.id,
  document: one.document,
  subject: one.subject,
});

/** The cases that stand on documents. */
export const casesOf = (documents: DocumentRequest[]): string[] =>
  documents.flatMap((one) => [one.caseId, ...(one.with ?? []).map((row) => row.caseId)]);
