/* The workstation: first run, locked or open; who sits at it; and the decisions that wait for their seal. */
import type { ActedView } from "../bindings/ActedView";
import type { Error as DeskError } from "../bindings/Error";
import type { OpenView } from "../bindings/OpenView";
import type { PendingView } from "../bindings/PendingView";
import type { Settlement } from "../bindings/Settlement";
import type { StatusView } from "../bindings/StatusView";
import { t } from "../i18n/index.svelte";
import { asDeskError, call, closeWindow, type CommandName } from "../ipc";
import type { Commands } from "../bindings/commands";
import { setToday } from "../text/format.svelte";
import { silence } from "./live.svelte";
import { forgetNews, tell } from "./news.svelte";
import { currentRoute, go, openCase } from "./route.svelte";
import { Waiting } from "./waiting.svelte";

/** The commands that answer with a new state of the workstation. */
type StatusCommand = {
  [K in CommandName]: Commands[K]["answer"] extends StatusView ? K : never;
}[CommandName];

/** What an officer is asked before something else happens to a case. */
export interface Question {
  pending: PendingView[];
  /** `true` once the decisions are sealed and what was to be done can be done. */
  answer: (sealed: boolean) => void;
}

class Session {
  status = $state.raw<StatusView | null>(null);
  error = $state.raw<DeskError | null>(null);
  busy = $state(false);
  /** What the officer is about to leave for while decisions wait: it is asked first. */
  leaving = $state<"lock" | "close" | null>(null);
  /** What is asked before another act or a paper of a case of which a decision waits. */
  question = $state.raw<Question | null>(null);
  /** Grows whenever something was written, so that lists know to read again. */
  revision = $state(0);
  readonly waiting = new Waiting(() => void this.refresh());

  #epoch = 0;

  get open(): OpenView | null {
    return this.status?.kind === "open" ? this.status : null;
  }

  /** Asks for the state. An answer that an act has overtaken is dropped, lest it hide its countdown. */
  async refresh(): Promise<void> {
    const epoch = this.#epoch;
    try {
      const status = await call("status", {});
      if (epoch === this.#epoch) this.#take(status);
      this.error = null;
    } catch (cause) {
      this.error = asDeskError(cause);
    }
  }

  /** Runs a command that answers with a state; `true` when it went well. */
  async run<K extends StatusCommand>(name: K, request: Commands[K]["request"]): Promise<boolean> {
    this.busy = true;
    try {
      const status = (await call(name, request)) as StatusView;
      this.#epoch += 1;
      this.#take(status, name === "undo");
      this.error = null;
      return true;
    } catch (cause) {
      this.error = asDeskError(cause);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Locks the screen. While decisions wait it is asked what becomes of them. */
  askToLock(): void {
    if (this.waiting.list.length > 0) this.leaving = "lock";
    else void this.lock();
  }

  /** The window is to be closed and the desk found that decisions wait. */
  async askToClose(): Promise<void> {
    await this.refresh();
    if (this.waiting.list.length > 0) this.leaving = "close";
    else await closeWindow();
  }

  async lock(waiting: Settlement | null = null): Promise<void> {
    if (!this.open) return;
    if (!(await this.run("lock", { waiting }))) {
      // One that this window has not heard of waits: it is asked about as any other.
      if (this.error?.code !== "decisionWaits") return;
      await this.refresh();
      if (this.waiting.list.length > 0) this.leaving = "lock";
      return;
    }
    this.leaving = null;
    this.question = null;
    this.waiting.clear();
    // Nobody's name is left for those who pass by, neither on the screen nor for a reader of it.
    forgetNews();
    silence();
  }

  /** Closes the window once it is settled what becomes of what waits. */
  async close(waiting: Settlement): Promise<void> {
    if (waiting !== "keep" && !(await this.run(waiting, { caseId: null }))) return;
    this.leaving = null;
    await closeWindow();
  }

  async switchOfficer(officerId: string): Promise<void> {
    if (officerId === this.open?.officer.id) return;
    // The menu has said it: what waits is sealed before somebody else sits down.
    if (this.waiting.list.length > 0 && !(await this.run("seal", { caseId: null }))) return;
    if (await this.run("switch_officer", { officerId })) {
      if (currentRoute().screen !== "desk") go({ screen: "desk" });
      this.revision += 1;
    }
  }

  /** To be called with what an act led to. */
  acted(answer: ActedView): void {
    this.#epoch += 1;
    this.revision += 1;
    this.#count(answer.pending);
    if (answer.opened) {
      const { id, applicant } = answer.opened;
      tell({
        text: t().status.opened(applicant),
        tone: "ok",
        action: { label: t().status.open, run: () => { openCase(id); } },
      });
    }
    void this.refresh();
  }

  /** Takes the waiting decision of a case back; the case opens again with its draft. */
  async undo(caseId = this.waiting.latest?.pending.case.id): Promise<boolean> {
    if (caseId === undefined) return false;
    if (!(await this.#settle("undo", caseId))) return false;
    tell({
      text: t().status.undone,
      tone: "plain",
      action: { label: t().status.open, run: () => { openCase(caseId); } },
    });
    openCase(caseId);
    return true;
  }

  /** Seals the waiting decision of a case now. */
  seal(caseId: string): Promise<boolean> {
    return this.#settle("seal", caseId);
  }

  /** Does something with cases. Where a decision of one waits it is asked what becomes of it; sealed, the work is
      done after all. */
  async firmly<T>(cases: string[], work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      const error = asDeskError(cause);
      if (error.code !== "decisionWaits" || !(await this.#ask(cases))) throw error;
      return await work();
    }
  }

  async #ask(cases: string[]): Promise<boolean> {
    const mine = this.waiting.list.map((one) => one.pending).filter((one) => cases.includes(one.case.id));
    if (mine.length === 0) return false;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.question?.answer(false);
    this.question = { pending: mine, answer: resolve };
    const sealed = await promise;
    this.question = null;
    return sealed;
  }

  async #settle(how: "seal" | "undo", caseId: string): Promise<boolean> {
    const done = await this.run(how, { caseId });
    this.revision += 1;
    if (done) return true;
    if (this.error) tell({ text: this.error.message, tone: "plain" });
    await this.refresh();
    return false;
  }

  #take(status: StatusView, undone = false): void {
    this.status = status;
    setToday(status.today);
    if (status.kind === "open") this.#count(status.pending, undone);
    else this.waiting.clear();
  }

  #count(pending: PendingView[], undone = false): void {
    const gone = this.waiting.take(pending);
    if (gone.length === 0) return;
    const words = t().status;
    const back = this.open?.returned.map((one) => one.case.id) ?? [];
    if (!undone && gone.some((one) => !back.includes(one.case.id))) {
      tell({ text: this.open?.outbox === null ? words.sealed : words.sealedQueued, tone: "ok" });
    }
    this.revision += 1;
  }
}

export const session = new Session();
