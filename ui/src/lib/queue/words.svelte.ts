import { t } from "../i18n/index.svelte";
import type { Queue } from "../state/queue.svelte";

/** What a list is filtered by, in words: «سفال» و «بحرانی». */
export function filterWords(queue: Queue): string {
  const { codes } = t();
  const { urgency, stage, activity, field } = queue.filter;
  const words: string[] = [];
  if (queue.text.trim() !== "") words.push(queue.text.trim());
  if (urgency) words.push(codes.urgency[urgency]);
  if (stage) words.push(codes.stage[stage]);
  if (activity) words.push(codes.activity[activity]);
  if (field !== null) {
    words.push(queue.view?.fields.find((one) => one.code === field)?.title ?? field);
  }
  return t().list(words);
}
