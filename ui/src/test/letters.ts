/* The texts of a made-up office. */
import type { DocumentKind } from "../lib/bindings/DocumentKind";
import type { FieldProblem } from "../lib/bindings/FieldProblem";
import type { LetterTextsView } from "../lib/bindings/LetterTextsView";
import type { OwnTextView } from "../lib/bindings/OwnTextView";
import type { TextFieldView } from "../lib/bindings/TextFieldView";
import type { TextPartView } from "../lib/bindings/TextPartView";
import { momentFromToday } from "./days";

const field = (name: string, longest: number, slots: string[] = [], optional = false): TextFieldView => ({
  name,
  longest,
  slots,
  optional,
});

const part = (document: DocumentKind | null, fields: TextFieldView[], text: OwnTextView): TextPartView => ({
  document,
  fields,
  lines:
    document === null
      ? { least: 1, most: 4, longest: 80, slots: [] }
      : { least: 0, most: 6, longest: 80, slots: ["agency"] },
  versions: [{ number: 1, at: null, by: null, text }],
});

export function letterTexts(office: string): LetterTextsView {
  const head = [field("address", 200), field("postal_code", 10, [], true), field("telephone", 40)];
  const refusal = [
    field("greeting", 80),
    field("object", 300, ["date"]),
    field("ask", 300, ["telephone"]),
    field("closing", 40),
  ];
  return {
    office,
    parts: [
      part(null, head, {
        texts: { address: "آبسرد، میدان آزادی", postal_code: "", telephone: "۰۲۱-۷۶۵۴۳۲۱۰" },
        lines: ["جمهوری اسلامی ایران", "وزارت جهاد کشاورزی", office],
      }),
      part("refusal", refusal, {
        texts: {
          greeting: "با سلام و احترام،",
          object: "تا تاریخ {date} اعتراض کنید.",
          ask: "راهنمایی: {telephone}",
          closing: "با احترام",
        },
        lines: ["پروندهٔ متقاضی"],
      }),
      part("receipt", [field("ask", 200, ["telephone"])], { texts: { ask: "تلفن: {telephone}" }, lines: [] }),
    ],
  };
}

/** The same with words put into force, as the desk does it. */
export function withWords(view: LetterTextsView, document: DocumentKind | null, text: OwnTextView, by: string): LetterTextsView {
  const put = (one: TextPartView): TextPartView => {
    const [now] = one.versions;
    if (one.document !== document || JSON.stringify(now?.text) === JSON.stringify(text)) return one;
    return { ...one, versions: [{ number: (now?.number ?? 0) + 1, at: momentFromToday(0, "09:40"), by, text }, ...one.versions] };
  };
  return { ...view, parts: view.parts.map(put) };
}

/** What the desk would refuse, as far as the tests need it. */
export function wrongWords(view: LetterTextsView, document: DocumentKind | null, text: OwnTextView): FieldProblem[] {
  const fields = view.parts.find((one) => one.document === document)?.fields ?? [];
  const problems: FieldProblem[] = [];
  for (const { name, slots, optional } of fields) {
    const words = text.texts[name] ?? "";
    if (words.trim() === "") {
      if (!optional) problems.push({ field: name, code: "empty", about: "", message: "خالی است." });
      continue;
    }
    for (const slot of slots.filter((one) => !words.includes(`{${one}}`))) {
      problems.push({ field: name, code: "missing-place", about: slot, message: "جای خالی باید بماند." });
    }
  }
  for (const [at, line] of text.lines.entries()) {
    if (line.trim() === "") problems.push({ field: `lines[${String(at)}]`, code: "empty", about: "", message: "خالی است." });
  }
  return problems;
}
