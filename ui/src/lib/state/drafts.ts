/* What was being decided when a case was left. It is never thrown away while the program runs. */
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

/** Forgets all drafts, when another officer sits down. */
export function forgetDrafts(): void {
  kept.clear();
}
