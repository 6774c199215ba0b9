/* The print desk: what is ready, what is chosen, and the ledger of sheets. What goes to the printer as one
   job is `PrintRun`. */
import { SvelteSet } from "svelte/reactivity";
import type { DocumentKind } from "../bindings/DocumentKind";
import type { DocumentRequest } from "../bindings/DocumentRequest";
import type { Error as DeskError } from "../bindings/Error";
import type { PrintableView } from "../bindings/PrintableView";
import type { PrintDeskView } from "../bindings/PrintDeskView";
import type { SheetState } from "../bindings/SheetState";
import type { SheetView } from "../bindings/SheetView";
import { t } from "../i18n/index.svelte";
import { asDeskError, call } from "../ipc";
import { tell } from "./news.svelte";
import { casesOf, keyOfDocument, requestOf } from "./documentKeys";
import { Patience } from "./patience.svelte";
import { PrintLists } from "./printLists.svelte";
import { PrintRun } from "./printRun.svelte";
import { session } from "./session.svelte";

/** A document that was not printed, and why. */
export interface Failure {
  /** The applicant, or where a list goes. */
  name: string;
  error: DeskError;
}

/** More documents than these are not chosen by themselves. */
const CHOSEN_AT_ONCE = 20;

/** What the desk shows of what waits: documents of one case each, or lists of many cases. */
export type Section = "documents" | "lists";

export class PrintDesk {
  view = $state.raw<PrintDeskView | null>(null);
  error = $state.raw<DeskError | null>(null);
  /** Errors of single documents; the others went on. */
  failures = $state.raw<Failure[]>([]);
  readonly patience = new Patience();
  /** Documents of the case from which the officer came, beside the ready ones. */
  papers = $state.raw<PrintableView[]>([]);
  readonly run: PrintRun;
  readonly lists = new PrintLists();
  section = $state<Section>("documents");

  readonly chosen = new SvelteSet<string>();
  /** The kind of document that the list is narrowed to. */
  kind = $state<DocumentKind | null>(null);
  /** The document of the ready list that is shown. */
  shownKey = $state<string | null>(null);
  /** The sheet of the ledger that is shown instead. */
  sheetSerial = $state<number | null>(null);
  printer = $state<string | null>(null);
  /** Whether what was printed last is looked at, until something else is chosen. */
  following = $state(false);

  readonly ready = $derived(this.view?.ready ?? []);
  /** The kinds of document that wait. */
  readonly kinds = $derived(
    this.ready.map((one) => one.document).filter((kind, at, all) => all.indexOf(kind) === at),
  );
  /** What the list shows of them. */
  readonly narrowed = $derived(
    this.ready.filter((one) => this.kind === null || one.document === this.kind),
  );
  /** Everything that can be chosen, in the order of the list. */
  readonly listed = $derived([...this.papers, ...this.narrowed]);
  readonly selected = $derived(
    [...this.papers, ...this.ready].filter((one) => this.chosen.has(keyOfDocument(one))),
  );
  readonly shown = $derived(this.listed.find((one) => keyOfDocument(one) === this.shownKey) ?? null);
  /** What would be drawn or saved now. */
  readonly shownRequest = $derived.by<DocumentRequest | null>(() => {
    if (this.section === "documents") return this.shown && requestOf(this.shown);
    return this.lists.shown && this.lists.requestOf(this.lists.shown);
  });
  /** What a session would begin with: the section that is looked at, and nothing out of sight. */
  readonly toPrint = $derived(
    this.section === "documents"
      ? this.selected.map(requestOf)
      : this.lists.selected.flatMap((list) => this.lists.requestOf(list) ?? []),
  );
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
    this.run = new PrintRun(this);
  }

  /** Reads the desk; what is new on the list is chosen already, where it is not much. */
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

  /** Turns to documents or to lists. */
  turnTo(section: Section): void {
    this.section = section;
    this.sheetSerial = null;
    this.following = false;
  }

  /** Chooses everything that the section shows, or nothing of it. */
  toggleAll(): void {
    if (this.section === "lists") {
      this.lists.toggleAll();
      return;
    }
    const keys = this.narrowed.map(keyOfDocument);
    const all = keys.every((key) => this.chosen.has(key));
    const others = [...this.chosen].filter((key) => !keys.includes(key));
    this.#choose(all ? others : [...others, ...keys]);
  }

  /** Narrows the list to a kind of document, and shows what it then shows first. */
  narrow(kind: DocumentKind | null): void {
    this.kind = kind;
    const [first] = this.listed;
    if (this.shown === null && first) this.show(keyOfDocument(first));
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

  showList(key: string): void {
    this.lists.shownKey = key;
    this.sheetSerial = null;
    this.following = false;
  }

  /** Begins a session with what is chosen. */
  async print(): Promise<void> {
    const documents = this.toPrint;
    if (this.run.busy || this.run.job || this.printer === null || documents.length === 0) return;
    this.failures = [];
    await this.run.begin(documents);
  }

  async save(): Promise<void> {
    const request = this.shownRequest;
    if (!request) return;
    const name =
      this.section === "documents" ? this.shown?.case.applicant : this.lists.shown?.list.to;
    try {
      const { path } = await session.firmly(casesOf([request]), () => call("save", request));
      tell({ text: t().status.saved(path), tone: "ok" });
      this.failures = [];
    } catch (cause) {
      this.failures = [{ name: name ?? "", error: asDeskError(cause) }];
    }
    await this.reread();
  }

  /** The number that a further copy of a sheet's document has. */
  nextCopy({ case: of, document, subject }: SheetView): number {
    const same = (this.view?.ledger ?? []).filter(
      (one) => one.case.id === of.id && one.document === document && one.subject === subject,
    );
    return Math.max(...same.map((one) => one.copy)) + 1;
  }

  /** Prints the very bytes of a sheet again, or a further copy of what was handed over; the ledger keeps the reason. */
  async printAgain(sheet: SheetView, further: boolean, why: { reason: string; paper: string | null }): Promise<void> {
    const { serial, document, subject } = sheet;
    const caseId = sheet.case.id;
    const { printer } = this;
    const failed = (error: DeskError): void => {
      this.failures = [{ name: sheet.case.applicant, error }];
    };
    this.failures = [];
    try {
      const documents = [{ caseId, document, subject }];
      const { sheets } = await session.firmly([caseId], () =>
        further ? call("print", { documents, printer, ...why }) : call("reprint", { serial, printer, ...why }),
      );
      for (const one of sheets) {
        if (one.kind === "failed") failed(one.error);
        else tell({ text: t().print.again.done(one.sheet.copy), tone: "ok" });
      }
      this.following = further;
    } catch (cause) {
      failed(asDeskError(cause));
    }
    await this.reread();
  }

  /** Says what became of sheets; `true` when it was written. */
  async mark(serials: number[], state: SheetState): Promise<boolean> {
    try {
      const sheets = this.view?.ledger.filter((one) => serials.includes(one.serial)) ?? [];
      const mark = () => call("mark_sheets", { serials, state });
      const view = await session.firmly(sheets.map((one) => one.case.id), mark);
      this.put(view);
      this.error = null;
      session.revision += 1;
      return true;
    } catch (cause) {
      this.error = asDeskError(cause);
      return false;
    }
  }

  /** Takes a view that a command answered with. */
  put(view: PrintDeskView): void {
    this.#asked += 1;
    this.patience.stop();
    // only the whole desk asks the system for its printers
    const printers = view.printers.length > 0 ? view.printers : (this.view?.printers ?? []);
    this.#take({ ...view, printers }, this.papers);
  }

  async reread(): Promise<void> {
    await this.load();
    session.revision += 1;
    void session.refresh();
  }

  /** What was sent is not chosen any more. */
  forget(keys: string[]): void {
    for (const key of keys) this.chosen.delete(key);
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
    this.run.take(view.job);
    this.lists.take(view.lists);
    // an office that has nothing but lists begins with them
    if (first && papers.length + view.ready.length === 0 && view.lists.length > 0) this.section = "lists";
    if (this.kind !== null && !this.kinds.includes(this.kind)) this.kind = null;
    const there = [...this.papers, ...this.ready].map(keyOfDocument);
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
      this.shownKey = this.narrowed[0] ? keyOfDocument(this.narrowed[0]) : null;
    }
    if (this.printer === null || !view.printers.some((one) => one.name === this.printer)) {
      this.printer = (view.printers.find((one) => one.default) ?? view.printers[0])?.name ?? null;
    }
  }
}
