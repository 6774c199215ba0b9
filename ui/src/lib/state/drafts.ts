/* What was being decided when a case was left, and what was being typed. It is never thrown away while the program runs. */
import { SvelteMap } from "svelte/reactivity";
import type { OwnTextView } from "../bindings/OwnTextView";
import type { FormAct } from "../case/acts/build";
import type { Draft } from "../case/acts/draft";

export interface KeptDraft {
  chosen: FormAct;
  draft: Draft;
}

const kept = new Map<string, KeptDraft>();

export function keepDraft(caseId: string, draft: KeptDraft): void {
  kept.set(caseId, draft);
}

export function keptDraft(caseId: string): KeptDraft | undefined {
  return kept.get(caseId);
}

export function dropDraft(caseId: string): void {
  kept.delete(caseId);
}

const typed = new Map<string, string>();
const begun = new Map<string, Draft>();

/** A note that was begun in a case. */
export const keptNote = (caseId: string): string => typed.get(caseId) ?? "";

export function keepNote(caseId: string, text: string): void {
  typed.set(caseId, text);
}

/** What was begun in a dialog that was closed; `key` names the case and the act. */
export const keptDialog = (key: string): Draft | undefined => begun.get(key);

export function keepDialog(key: string, draft: Draft): void {
  begun.set(key, draft);
}

export function dropDialog(key: string): void {
  begun.delete(key);
}

/** What was typed into the texts of letters and not saved, by their part. */
export const keptTexts = new SvelteMap<string, OwnTextView>();

export function keepText(part: string, text: OwnTextView): void {
  keptTexts.set(part, text);
}

export function dropText(part: string): void {
  keptTexts.delete(part);
}

/** Forgets all drafts, when another officer sits down. */
export function forgetDrafts(): void {
  kept.clear();
  typed.clear();
  begun.clear();
  keptTexts.clear();
}
