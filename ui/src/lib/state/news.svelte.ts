/* Short-lived news for the status bar: there are no toasts. */
import { announce } from "./live.svelte";

export interface News {
  text: string;
  tone: "ok" | "plain";
  /** A thing to do about it. */
  action?: { label: string; run: () => void };
}

const SHOWN_MS = 8_000;
let news = $state.raw<News | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

export function currentNews(): News | null {
  return news;
}

export function tell(next: News): void {
  news = next;
  announce(next.text);
  clearTimeout(timer);
  timer = setTimeout(() => {
    news = null;
  }, SHOWN_MS);
}

export function forgetNews(): void {
  clearTimeout(timer);
  news = null;
}
