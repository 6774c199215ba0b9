/* What a form still lacks, so that a button can say why it cannot be pressed yet. The desk judges
   again: this is only to say it sooner. */
import type { ActName } from "../../bindings/ActName";
import type { CaseView } from "../../bindings/CaseView";
import type { Texts } from "../../i18n/fa";
import { parseTypedDay } from "../../text/dates";
import { parseWhole } from "../../text/digits";
import { textOf, type Draft, type ItemDraft } from "./draft";
import type { FieldSpec } from "./forms";

/** What is missing, in words; empty when the form can be submitted. */
export function gapsOf(act: ActName, form: FieldSpec[], draft: Draft, view: CaseView, t: Texts): string[] {
  const found = form.flatMap((field) => gapsOfField(field, draft, view, t));
  if (act === "refuse") {
    const unseen = view.checklist.filter(
      (row) =>
        row.answer === "unseen" && row.condition !== null && draft.conditions.includes(row.condition),
    );
    found.push(...unseen.map((row) => t.gaps.checkUnseen(row.row)));
    const bare = view.conditions.filter(
      (one) => draft.conditions.includes(one.number) && one.grounds.length === 0,
    );
    found.push(
      ...bare.map((one) =>
        one.heldRight === null ? t.gaps.ground(one.number) : t.gaps.heldRight(one.number, one.heldRight),
      ),
    );
  }
  return found;
}

function gapsOfField(field: FieldSpec, draft: Draft, view: CaseView, t: Texts): string[] {
  switch (field.kind) {
    case "conditions":
      return draft.conditions.length === 0 ? [t.gaps.condition] : [];
    case "items":
      return gapsOfItems(draft.items, view, t);
    case "files":
      return field.needed === true && draft.files.length === 0 ? [t.gaps.file] : [];
    default:
      break;
  }
  const value = textOf(draft, field.name).trim();
  const label = ("label" in field ? field.label : undefined) ?? t.fields[field.name];
  if (value === "") {
    if ("optional" in field && field.optional === true) return [];
    const chosen = field.kind === "radio" || field.kind === "select";
    return [chosen ? t.gaps.choose(label) : t.gaps.empty(label)];
  }
  if (field.kind === "day" && parseTypedDay(value) === null) return [t.gaps.day(label)];
  if ((field.kind === "number" || field.kind === "money") && parseWhole(value) === null) {
    return [t.gaps.number(label)];
  }
  return [];
}

function gapsOfItems(items: ItemDraft[], view: CaseView, t: Texts): string[] {
  if (items.length === 0) return [t.gaps.item];
  const found = new Set<string>();
  for (const [at, item] of items.entries()) {
    if (item.text.trim() === "") found.add(t.gaps.itemText);
    if (item.kind !== "visit" && item.about === "") found.add(t.gaps.itemAbout);
    const twin = (other: { kind: string; about: string | null }): boolean =>
      other.kind === item.kind && (item.kind === "visit" || (other.about ?? "") === item.about);
    const open = view.requests.some((one) => one.state === "open" && twin(one));
    const twice = items.some((other, where) => where < at && twin(other));
    if ((item.about !== "" || item.kind === "visit") && (open || twice)) found.add(t.gaps.sameItem);
  }
  return [...found];
}
