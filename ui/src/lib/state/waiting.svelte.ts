/* Decisions that wait for their seal, each with its own seconds. The desk counts; here they are shown. */
import type { PendingView } from "../bindings/PendingView";
import { t } from "../i18n/index.svelte";
import { announce } from "./live.svelte";

/** What is counted down. */
export interface Countdown {
  pending: PendingView;
  seconds: number;
}

/** How often the seconds are looked at, in milliseconds. */
const TICK = 250;
/** How often the desk hears that somebody sees them: where it hears nothing for longer, they begin again. */
const HEARTBEAT = 5_000;

/** «رد», «صدور مجوز»: how a waiting decision is called. */
export function sealNoun(pending: PendingView): string {
  const texts = t().acts;
  return texts[pending.act].noun;
}

export class Waiting {
  /** In the order in which they were made. */
  list = $state.raw<Countdown[]>([]);
  readonly latest = $derived(this.list.at(-1) ?? null);

  readonly #ask: () => void;
  #ends: Partial<Record<string, number>> = {};
  #asked = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** `ask` asks the desk how things stand; it seals what is due when it is asked. */
  constructor(ask: () => void) {
    this.#ask = ask;
  }

  of(caseId: string): Countdown | null {
    return this.list.find((one) => one.pending.case.id === caseId) ?? null;
  }

  /** Takes what the desk says waits; returns what waits no longer. */
  take(pending: PendingView[]): PendingView[] {
    const now = performance.now();
    const before = this.list;
    const has = (list: PendingView[], id: string): boolean => list.some((one) => one.case.id === id);
    this.#ends = Object.fromEntries(pending.map((one) => [one.case.id, now + (one.secondsLeft ?? 0) * 1_000]));
    this.#asked = now;
    this.list = pending.map((one) => ({ pending: one, seconds: one.secondsLeft ?? 0 }));
    for (const one of pending) {
      if (before.some((known) => known.pending.case.id === one.case.id)) continue;
      announce(`${sealNoun(one)} ${t().status.sealedSoon(one.secondsLeft ?? 0)}`);
    }
    if (pending.length === 0) this.clear();
    else this.#timer ??= setInterval(() => { this.#tick(); }, TICK);
    return before.map((one) => one.pending).filter((one) => !has(pending, one.case.id));
  }

  clear(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    if (this.list.length > 0) this.list = [];
  }

  #tick(): void {
    const now = performance.now();
    const left = (id: string): number => Math.max(0, Math.ceil(((this.#ends[id] ?? now) - now) / 1_000));
    const next = this.list.map((one) => ({ ...one, seconds: left(one.pending.case.id) }));
    const changed = next.some((one, at) => one.seconds !== this.list[at]?.seconds);
    if (changed) {
      this.list = next;
      // Said at the start, at ten seconds and at the end, and never in between.
      if (next.some((one) => one.seconds === 10)) announce(t().status.sealedSoon(10));
    }
    const due = changed && next.some((one) => one.seconds === 0);
    if (!due && now - this.#asked < HEARTBEAT) return;
    this.#asked = now;
    this.#ask();
  }
}
