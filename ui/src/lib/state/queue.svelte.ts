/* A list of cases: what is asked for, what came, and which case is selected. */
import type { ActivityView } from "../bindings/ActivityView";
import type { Error as DeskError } from "../bindings/Error";
import type { QueueItemView } from "../bindings/QueueItemView";
import type { QueueRequest } from "../bindings/QueueRequest";
import type { QueueView } from "../bindings/QueueView";
import type { Scope } from "../bindings/Scope";
import type { StageView } from "../bindings/StageView";
import type { UrgencyView } from "../bindings/UrgencyView";
import { asDeskError, call } from "../ipc";
import { joined, successor } from "../queue/rows";
import { Patience } from "./patience.svelte";

export interface Filter {
  urgency: UrgencyView | null;
  stage: StageView | null;
  activity: ActivityView | null;
  field: string | null;
}

const NO_FILTER: Filter = { urgency: null, stage: null, activity: null, field: null };
const PAGE = 300;
const TYPING_MS = 140;

export class Queue {
  scope = $state<Scope>("mine");
  text = $state("");
  filter = $state.raw<Filter>(NO_FILTER);
  view = $state.raw<QueueView | null>(null);
  error = $state.raw<DeskError | null>(null);
  selectedId = $state<string | null>(null);
  /** The words that the list answers; what is typed runs ahead of them. */
  answered = $state("");
  /** Where the list was scrolled to, for when the screen comes back. */
  scrolled = 0;
  readonly patience = new Patience();

  /** All items in the order of the list. */
  readonly items = $derived<QueueItemView[]>(this.view?.groups.flatMap((one) => one.items) ?? []);
  readonly selected = $derived(this.items.find((one) => one.id === this.selectedId) ?? null);
  readonly filtered = $derived(
    this.text.trim() !== "" || Object.values(this.filter).some((value) => value !== null),
  );

  #asked = 0;
  #loadingMore = false;
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor(scope: Scope) {
    this.scope = scope;
  }

  /** Reads the list again and keeps the selection, or what stands in its place. */
  async load(): Promise<void> {
    clearTimeout(this.#typing);
    const asked = (this.#asked += 1);
    const { text } = this;
    const wanted = Math.max(PAGE, Math.min(this.items.length, 1_000));
    this.patience.start();
    try {
      const view = await call("queue", this.#request(0, wanted));
      if (asked !== this.#asked) return;
      this.#take(view);
      this.answered = text;
      this.error = null;
    } catch (cause) {
      if (asked === this.#asked) this.error = asDeskError(cause);
    } finally {
      if (asked === this.#asked) this.patience.stop();
    }
  }

  /** Reads what follows what is there, when there is more. */
  async loadMore(): Promise<void> {
    const view = this.view;
    if (!view || this.#loadingMore || this.items.length >= view.total) return;
    this.#loadingMore = true;
    const asked = this.#asked;
    try {
      const more = await call("queue", this.#request(this.items.length, PAGE));
      if (asked === this.#asked) {
        this.view = { ...view, groups: joined(view.groups, more.groups) };
      }
    } catch (cause) {
      this.error = asDeskError(cause);
    } finally {
      this.#loadingMore = false;
    }
  }

  type(text: string): void {
    this.text = text;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => void this.load(), TYPING_MS);
  }

  choose(change: Partial<Filter>): void {
    this.filter = { ...this.filter, ...change };
    void this.load();
  }

  look(scope: Scope): void {
    if (scope === this.scope) return;
    this.scope = scope;
    this.filter = { ...this.filter, stage: null, field: null };
    this.selectedId = null;
    void this.load();
  }

  /** Looks for words among all cases of this list, without any filter. */
  seek(text: string, scope: Scope): void {
    this.scope = scope;
    this.filter = NO_FILTER;
    this.selectedId = null;
    this.text = text;
    void this.load();
  }

  /** Takes the filter and the search words away; `false` when there were none. */
  clear(): boolean {
    if (!this.filtered) return false;
    this.text = "";
    this.filter = NO_FILTER;
    void this.load();
    return true;
  }

  /** Selects the item `by` places further, or the first. */
  move(by: number): void {
    const at = this.items.findIndex((one) => one.id === this.selectedId);
    const to = at < 0 ? 0 : Math.min(Math.max(at + by, 0), this.items.length - 1);
    this.selectedId = this.items[to]?.id ?? null;
  }

  moveTo(edge: "first" | "last"): void {
    this.selectedId = this.items.at(edge === "first" ? 0 : -1)?.id ?? null;
  }

  #take(view: QueueView): void {
    const before = this.items;
    this.view = view;
    const after = this.items;
    if (after.some((one) => one.id === this.selectedId)) return;
    this.selectedId = successor(before, after, this.selectedId)?.id ?? null;
  }

  #request(offset: number, limit: number): QueueRequest {
    const text = this.text.trim();
    return { scope: this.scope, text: text === "" ? null : text, ...this.filter, limit, offset };
  }
}

/** The lists of the two sections; they keep their place while other screens are open. */
export const deskQueue = new Queue("mine");
export const allCases = new Queue("all");

/** Forgets what was read, when another officer sits down or the screen is locked. */
export function forgetQueues(): void {
  for (const queue of [deskQueue, allCases]) {
    queue.view = null;
    queue.selectedId = null;
    queue.scrolled = 0;
  }
}
