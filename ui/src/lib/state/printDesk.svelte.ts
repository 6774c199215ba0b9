/* The print session: what is ready, what is printed now, and the ledger of sheets. */
import { SvelteSet } from "svelte/reactivity";
import type { DocumentKind } from "../bindings/DocumentKind";
import type { DocumentRequest } from "../bindings/DocumentRequest";
import type { Error as DeskError } from "../bindings/Error";
import type { PrintableView } from "../bindings/PrintableView";
import type { PrintDeskView } from "../bindings/PrintDeskView";
import type { PrintedView } from "../bindings/PrintedView";
import type { SheetState } from "../bindings/SheetState";
import type { SheetView } from "../bindings/SheetView";
import { t } from "../i18n/index.svelte";
import { asDeskError, call } from "../ipc";
import { announce } from "./live.svelte";
import { tell } from "./news.svelte";
import { Patience } from "./patience.svelte";
import { session } from "./session.svelte";

/** A sheet that was not printed, and why. */
export interface Failure {
  applicant: string;
  error: DeskError;
}

export interface Run {
  done: number;
  of: number;
  stopping: boolean;
}

/** More documents than these are not chosen by themselves. */
const CHOSEN_AT_ONCE = 20;

/** Names a document of the ready list; two of one case differ in kind or subject. */
export const keyOfDocument = (one: PrintableView): string =>
  `${one.case.id}/${one.document}/${one.subject}`;

export const requestOf = (one: PrintableView): DocumentRequest => ({
  caseId: one.case.id,
  document: one.document,
  subject: one.subject,
});

export class PrintDesk {
  view = $state.raw<PrintDeskView | null>(null);
  error = $state.raw<DeskError | null>(null);
  /** Errors of single sheets; the others went on. */
  failures = $state.raw<Failure[]>([]);
  readonly patience = new Patience();
  /** Documents of the case from which the officer came, beside the ready ones. */
  papers = $state.raw<PrintableView[]>([]);

  readonly chosen = new SvelteSet<string>();
  /** The document of the ready list that is shown. */
  shownKey = $state<string | null>(null);
  /** The sheet of the ledger that is shown instead. */
  sheetSerial = $state<number | null>(null);
  printer = $state<string | null>(null);
  running = $state.raw<Run | null>(null);
  /** Whether what was printed last is looked at, until something else is chosen. */
  following = $state(false);

  readonly ready = $derived(this.view?.ready ?? []);
  /** Everything that can be chosen, in the order of the list. */
  readonly listed = $derived([...this.papers, ...this.ready]);
  readonly selected = $derived(this.listed.filter((one) => this.chosen.has(keyOfDocument(one))));
  readonly shown = $derived(this.listed.find((one) => keyOfDocument(one) === this.shownKey) ?? null);
  readonly sheet = $derived(
    this.view?.ledger.find((one) => one.serial === this.sheetSerial) ?? null,
  );
  /** Sheets of which nobody has said what became of them, the oldest first. */
  readonly unanswered = $derived(
    (this.view?.ledger ?? [])
      .filter((one) => one.state.kind === "unanswered")
      .toSorted((a, b) => a.serial - b.serial),
  );

  readonly #known = new SvelteSet<string>();
  readonly #caseId: string | undefined;
  #wanted: DocumentKind | undefined;
  /** Counts what was asked, so that an answer which a later one has overtaken is dropped. */
  #asked = 0;

  /** A session; with a case, its documents come first, and one of them is chosen. */
  constructor(caseId?: string, document?: DocumentKind) {
    this.#caseId = caseId;
    this.#wanted = document;
  }

  /** Reads the session; what is new on the list is chosen already, where it is not much. */
  async load(): Promise<void> {
    const asked = (this.#asked += 1);
    if (!this.view) this.patience.start();
    try {
      const view = await call("print_desk", {});
      const papers =
        this.#caseId === undefined ? [] : (await call("case", { caseId: this.#caseId })).printables;
      if (asked !== this.#asked) return;
      this.#take(view, papers);
      this.error = null;
    } catch (cause) {
      if (asked === this.#asked) this.error = asDeskError(cause);
    } finally {
      if (asked === this.#asked) this.patience.stop();
    }
  }

  toggle(key: string): void {
    if (!this.chosen.delete(key)) this.chosen.add(key);
  }

  toggleAll(): void {
    const keys = this.ready.map(keyOfDocument);
    const all = keys.every((key) => this.chosen.has(key));
    const others = [...this.chosen].filter((key) => !keys.includes(key));
    this.#choose(all ? others : [...others, ...keys]);
  }

  show(key: string): void {
    this.shownKey = key;
    this.sheetSerial = null;
    this.following = false;
  }

  move(by: number): void {
    const at = this.listed.findIndex((one) => keyOfDocument(one) === this.shownKey);
    const to = this.listed[Math.min(Math.max(at + by, 0), this.listed.length - 1)];
    if (to) this.show(keyOfDocument(to));
  }

  /** Prints what is chosen, one sheet after another, so that it can be stopped between two. */
  async print(): Promise<void> {
    const documents = this.selected;
    const papers = this.papers.map(keyOfDocument);
    if (this.running || documents.length === 0) return;
    this.failures = [];
    this.following = true;
    this.running = { done: 0, of: documents.length, stopping: false };
    for (const one of documents) {
      if (this.#stopAsked()) break;
      const printed = await this.#printed(one.case.applicant, () =>
        call("print", { documents: [requestOf(one)], printer: this.printer }),
      );
      if (!printed) continue;
      this.#count();
      // a paper stays on the list after it is printed; once is enough
      if (papers.includes(keyOfDocument(one))) this.chosen.delete(keyOfDocument(one));
    }
    const { done, of, stopping } = this.running;
    this.running = null;
    const words = t().print;
    announce(words.progress(done, of));
    if (stopping && done < of) tell({ text: words.stopped(done, of), tone: "plain" });
    await this.#reread();
  }

  stop(): void {
    if (this.running) this.running = { ...this.running, stopping: true };
  }

  async save(): Promise<void> {
    const one = this.shown;
    if (!one) return;
    try {
      const { path } = await call("save", requestOf(one));
      tell({ text: t().status.saved(path), tone: "ok" });
      this.failures = [];
    } catch (cause) {
      this.failures = [{ applicant: one.case.applicant, error: asDeskError(cause) }];
    }
    await this.#reread();
  }

  async reprint(sheet: SheetView): Promise<void> {
    this.failures = [];
    await this.#printed(sheet.case.applicant, () =>
      call("reprint", { serial: sheet.serial, printer: this.printer }),
    );
    await this.#reread();
  }

  /** Says what became of a sheet; `true` when it was written. */
  async mark(serial: number, state: SheetState): Promise<boolean> {
    try {
      const view = await call("mark_sheet", { serial, state });
      this.#asked += 1;
      this.patience.stop();
      this.#take(view, this.papers);
      this.error = null;
      session.revision += 1;
      return true;
    } catch (cause) {
      this.error = asDeskError(cause);
      return false;
    }
  }

  async #printed(applicant: string, work: () => Promise<PrintedView>): Promise<boolean> {
    try {
      const { sheets } = await work();
      const failed = sheets.flatMap((one) =>
        one.kind === "failed" ? [{ applicant: one.case.applicant, error: one.error }] : [],
      );
      this.failures = [...this.failures, ...failed];
      return failed.length === 0;
    } catch (cause) {
      this.failures = [...this.failures, { applicant, error: asDeskError(cause) }];
      return false;
    }
  }

  #stopAsked(): boolean {
    return this.running?.stopping ?? false;
  }

  #count(): void {
    if (this.running) this.running = { ...this.running, done: this.running.done + 1 };
  }

  async #reread(): Promise<void> {
    await this.load();
    session.revision += 1;
    void session.refresh();
  }

  #choose(keys: string[]): void {
    this.chosen.clear();
    for (const key of keys) this.chosen.add(key);
  }

  #take(view: PrintDeskView, papers: PrintableView[]): void {
    const first = this.view === null;
    // what is ready of this case stands with the case's papers
    this.papers = papers;
    const own = papers.map(keyOfDocument);
    this.view = { ...view, ready: view.ready.filter((one) => !own.includes(keyOfDocument(one))) };
    const there = this.listed.map(keyOfDocument);
    // a heap is not printed by one press of a key
    const few = this.#caseId === undefined && there.length <= CHOSEN_AT_ONCE;
    const fresh = (key: string): boolean => few && !this.#known.has(key);
    this.#choose(there.filter((key) => this.chosen.has(key) || fresh(key)));
    for (const key of there) this.#known.add(key);
    const wanted = papers.find((one) => one.document === this.#wanted) ?? papers[0];
    if (first && wanted) {
      this.shownKey = keyOfDocument(wanted);
      this.#choose([this.shownKey]);
    }
    if (this.shownKey === null || !there.includes(this.shownKey)) {
      this.shownKey = this.ready[0] ? keyOfDocument(this.ready[0]) : null;
    }
    if (this.printer === null || !view.printers.some((one) => one.name === this.printer)) {
      this.printer = (view.printers.find((one) => one.default) ?? view.printers[0])?.name ?? null;
    }
  }
}
