/* A print session: documents that are drawn, looked through, confirmed once and sent as one job. */
import type { DocumentRequest } from "../bindings/DocumentRequest";
import type { Error as DeskError } from "../bindings/Error";
import type { JobItemView } from "../bindings/JobItemView";
import type { PrintJobView } from "../bindings/PrintJobView";
import { t } from "../i18n/index.svelte";
import { asDeskError, call } from "../ipc";
import { casesOf } from "./documentKeys";
import { announce } from "./live.svelte";
import { tell } from "./news.svelte";
import type { PrintDesk } from "./printDesk.svelte";
import { session } from "./session.svelte";

/** How often is asked how far a job is on its way to the printer, in milliseconds. */
const BETWEEN_LOOKS = 500;

export interface Progress {
  done: number;
  of: number;
  stopping: boolean;
}

export class PrintRun {
  /** The session that is not over, if there is one. */
  job = $state.raw<PrintJobView | null>(null);
  /** Whether it is looked through now; otherwise it is only offered. */
  active = $state(false);
  drawing = $state.raw<Progress | null>(null);
  sending = $state(false);
  /** How many pages the printer has of the job that is sent. Where it takes a file at once there is nothing to tell. */
  delivered = $state.raw<Progress | null>(null);
  error = $state.raw<DeskError | null>(null);
  /** The place in the session that is looked at. */
  nth = $state<number | null>(null);
  /** Whether the paper in the tray has serials of its own, and that of the first sheet. */
  onSerialPaper = $state(false);
  firstPaper = $state("");

  readonly drawn = $derived<JobItemView[]>(
    this.job?.items.filter((one) => one.result.kind === "drawn") ?? [],
  );
  readonly failed = $derived<JobItemView[]>(
    this.job?.items.filter((one) => one.result.kind === "failed") ?? [],
  );
  /** How many documents the session still has to print. */
  readonly left = $derived(
    this.job?.items.filter((one) => !["printed", "failed"].includes(one.result.kind)).length ?? 0,
  );
  /** Whether it can be confirmed; while it is drawn again, what was drawn before cannot. */
  readonly isDrawn = $derived(
    this.drawing === null && this.job?.state === "planned" && this.drawn.length === this.left,
  );
  readonly at = $derived(this.job?.items.find((one) => one.nth === this.nth) ?? null);
  readonly busy = $derived(this.drawing !== null || this.sending);

  readonly #desk: PrintDesk;

  constructor(desk: PrintDesk) {
    this.#desk = desk;
  }

  /** Takes the session that the desk tells of. */
  take(job: PrintJobView | null): void {
    if (this.busy) return;
    this.job = job;
    if (job?.state !== "planned") this.active = false;
  }

  async begin(documents: DocumentRequest[]): Promise<void> {
    try {
      const begin = () => call("begin_job", { documents });
      this.job = await session.firmly(casesOf(documents), begin);
      this.error = null;
    } catch (cause) {
      this.error = asDeskError(cause);
      return;
    }
    await this.draw();
  }

  /** Draws what is not drawn yet, in steps, so that it can be stopped between two. */
  async draw(): Promise<void> {
    const job = this.job?.number;
    if (job === undefined || this.busy) return;
    this.active = true;
    this.error = null;
    const paper = this.#desk.view?.nextPaper ?? "";
    if (this.firstPaper === "") this.firstPaper = paper;
    this.drawing = { done: 0, of: this.left, stopping: false };
    try {
      for (;;) {
        const { drawn, failed, of } = await call("draw_job", { job });
        this.drawing = { ...this.drawing, done: drawn + failed, of };
        if (drawn + failed >= of || this.drawing.stopping) break;
      }
      this.job = await call("job", { job });
      this.nth = this.at?.nth ?? this.drawn[0]?.nth ?? this.failed[0]?.nth ?? null;
      const words = t().print;
      const { done, of } = this.drawing;
      announce(words.drawn(done, of));
      if (this.drawing.stopping && done < of) {
        this.active = false;
        tell({ text: words.stopped(done, of), tone: "plain" });
      }
    } catch (cause) {
      this.error = asDeskError(cause);
      this.active = false;
    } finally {
      this.drawing = null;
    }
  }

  stop(): void {
    if (this.drawing) this.drawing = { ...this.drawing, stopping: true };
  }

  /** Puts the session away without giving it up. */
  leave(): void {
    this.active = false;
  }

  move(by: number): void {
    const items = this.job?.items ?? [];
    const at = items.findIndex((one) => one.nth === this.nth);
    const to = items[Math.min(Math.max(at + by, 0), items.length - 1)];
    if (to) this.nth = to.nth;
  }

  /** Sends the job. What the printer did with it is in the ledger, or has to be settled. */
  async send(): Promise<void> {
    const job = this.job?.number;
    if (job === undefined || this.busy || !this.isDrawn) return;
    this.sending = true;
    this.error = null;
    const looks = setInterval(() => void this.#look(false), BETWEEN_LOOKS);
    const firstPaper = this.onSerialPaper ? this.firstPaper.trim() : null;
    try {
      const cases = this.drawn.map((one) => one.case.id);
      const send = () => call("send_job", { job, printer: this.#desk.printer, firstPaper });
      const sent = await session.firmly(cases, send);
      this.#done(sent);
    } catch (cause) {
      this.error = asDeskError(cause);
    } finally {
      clearInterval(looks);
      this.sending = false;
      this.delivered = null;
    }
    await this.#desk.reread();
  }

  /** Lets the job end after the page that is under way. */
  async stopSending(): Promise<void> {
    if (this.delivered) this.delivered = { ...this.delivered, stopping: true };
    await this.#look(true);
  }

  async #look(stop: boolean): Promise<void> {
    try {
      const { done, of } = await call("delivery", { stop });
      if (this.sending && of > 1) this.delivered = { done, of, stopping: stop || (this.delivered?.stopping ?? false) };
    } catch {
      // What is wrong with the job its own answer says.
    }
  }

  /** Says how many sheets came out of a session that broke off while it was sent. */
  async settle(cameOut: number): Promise<void> {
    const job = this.job?.number;
    if (job === undefined || this.busy) return;
    try {
      const settled = await call("settle_job", { job, cameOut });
      this.error = null;
      this.firstPaper = "";
      if (settled.state === "done") this.#done(settled);
      else this.#desk.following = cameOut > 0;
    } catch (cause) {
      this.error = asDeskError(cause);
    }
    await this.#desk.reread();
  }

  /** Gives the session up; its documents stay ready. */
  async drop(): Promise<void> {
    const job = this.job?.number;
    if (job === undefined || this.busy) return;
    try {
      const view = await call("drop_job", { job });
      this.error = null;
      this.active = false;
      this.#desk.put(view);
    } catch (cause) {
      this.error = asDeskError(cause);
    }
  }

  #done(job: PrintJobView): void {
    const words = t().print;
    const printed = job.items.filter((one) => one.result.kind === "printed");
    this.active = false;
    this.firstPaper = "";
    this.nth = null;
    this.#desk.following = true;
    this.#desk.forget(printed.map((one) => `${one.case.id}/${one.document}/${one.subject}`));
    this.#desk.failures = job.items.flatMap((one) =>
      one.result.kind === "failed"
        ? [{ name: one.list?.to ?? one.case.applicant, error: one.result.error }]
        : [],
    );
    tell({ text: words.printed(printed.length, job.items.length), tone: "ok" });
  }
}
