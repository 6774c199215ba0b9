/* What an officer has chosen and typed for an act, before it becomes one. */
import type { Act } from "../../bindings/Act";
import type { AskedItem } from "../../bindings/AskedItem";
import type { NewAttachment } from "../../bindings/NewAttachment";
import type { RequestKind } from "../../bindings/RequestKind";
import type { fields } from "../../i18n/fa.acts";
import { digits } from "../../text/format.svelte";

/** The fields that hold one value each; all are kept as they were typed or chosen. */
export type TextName = Exclude<keyof typeof fields, "conditions" | "items" | "attachments">;

export interface ItemDraft {
  kind: RequestKind;
  about: string;
  text: string;
  condition: number | null;
}

export interface Draft {
  texts: Partial<Record<TextName, string>>;
  conditions: number[];
  items: ItemDraft[];
  files: NewAttachment[];
}

export const noDraft = (): Draft => ({ texts: {}, conditions: [], items: [], files: [] });

export const textOf = (draft: Draft, name: TextName): string => draft.texts[name] ?? "";

export function withText(draft: Draft, name: TextName, value: string): Draft {
  return { ...draft, texts: { ...draft.texts, [name]: value } };
}

/** The choices that an act was made of, so that an undone decision comes back as it was. */
export function draftOf(act: Act): Draft {
  const draft = noDraft();
  // `record` holds the fields of a service one level down
  const flat = "record" in act ? act.record : act;
  for (const [name, value] of Object.entries(flat)) {
    if (name === "act") continue;
    if (typeof value === "string") {
      draft.texts[name as TextName] = value;
    } else if (typeof value === "number") {
      draft.texts[name as TextName] = digits(value);
    } else if (typeof value === "boolean") {
      draft.texts[name as TextName] = value ? "yes" : "no";
    }
  }
  if ("conditions" in act) draft.conditions = act.conditions;
  if ("items" in act) draft.items = act.items.map(itemDraftOf);
  if ("attachments" in act) draft.files = act.attachments;
  return draft;
}

function itemDraftOf(item: AskedItem): ItemDraft {
  return { ...item, about: item.about ?? "" };
}
