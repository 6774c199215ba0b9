/* Places in a text are kept as `{date}` and read in the language in use, as «{تاریخ}». */
import { t } from "../i18n/index.svelte";

/** The text as it is read and typed. */
export function shown(text: string): string {
  const { slots } = t().letters;
  return text.replaceAll(/\{(\w+)\}/g, (all, slot: string) => (slot in slots ? `{${slots[slot] ?? slot}}` : all));
}

/** The text as it is kept. */
export function kept(typed: string): string {
  const names = Object.entries(t().letters.slots);
  return typed.replaceAll(/\{([^{}]+)\}/g, (all, word: string) => {
    const known = names.find(([, name]) => name === word.trim());
    return known ? `{${known[0]}}` : all;
  });
}
