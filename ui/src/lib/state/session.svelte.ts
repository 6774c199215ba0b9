/* The workstation: first run, locked or open; who sits at it; and the decision that waits for its seal. */
import type { ActName } from "../bindings/ActName";
import type { ActedView } from "../bindings/ActedView";
import type { Error as DeskError } from "../bindings/Error";
import type { OpenView } from "../bindings/OpenView";
import type { PendingView } from "../bindings/PendingView";
import type { StatusView } from "../bindings/StatusView";
import { t } from "../i18n/index.svelte";
import { asDeskError, call, type CommandName } from "../ipc";
import type { Commands } from "../bindings/commands";
import { setToday } from "../text/format.svelte";
import { announce } from "./live.svelte";
import { tell } from "./news.svelte";
import { currentRoute, go, openCase } from "./route.svelte";

/** What the status bar counts down. */
export interface Countdown {
  pending: PendingView;
  seconds: number;
}

/** The commands that answer with a new state of the workstation. */
type StatusCommand = {
  [K in CommandName]: Commands[K]["answer"] extends StatusView ? K : never;
}[CommandName];

class Session {
  status = $state.raw<StatusView | null>(null);
  error = $state.raw<DeskError | null>(null);
  busy = $state(false);
  countdown = $state.raw<Countdown | null>(null);
  /** Whether the screen waits for a word before it is locked. */
  leaving = $state(false);
  /** Grows whenever something was written, so that lists know to read again. */
  revision = $state(0);

  #epoch = 0;
  #sealsAt = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

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
      this.#take((await call(name, request)) as StatusView);
      this.error = null;
      return true;
    } catch (cause) {
      this.error = asDeskError(cause);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Locks the screen. That seals a decision that waits, so it is said before. */
  askToLock(): void {
    if (this.countdown) this.leaving = true;
    else void this.lock();
  }

  async lock(): Promise<void> {
    this.leaving = false;
    if (this.open && (await this.run("lock", {}))) this.#stopCounting();
  }

  async switchOfficer(officerId: string): Promise<void> {
    if (officerId === this.open?.officer.id) return;
    if (await this.run("switch_officer", { officerId })) {
      if (currentRoute().screen !== "desk") go({ screen: "desk" });
      this.revision += 1;
    }
  }

  /** To be called with what an act led to. */
  acted(answer: ActedView): void {
    this.#epoch += 1;
    this.revision += 1;
    if (answer.pending) this.#count(answer.pending);
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

  /** Takes the waiting decision back; the case opens again with its draft. */
  async undo(): Promise<ActedView | null> {
    if (!this.countdown) return null;
    try {
      const answer = await call("undo", {});
      this.#epoch += 1;
      this.#stopCounting();
      this.revision += 1;
      const { id } = answer.case;
      tell({
        text: t().status.undone,
        tone: "plain",
        action: { label: t().status.open, run: () => { openCase(id); } },
      });
      openCase(id);
      void this.refresh();
      return answer;
    } catch (cause) {
      const error = asDeskError(cause);
      tell({ text: error.message, tone: "plain" });
      await this.refresh();
      return null;
    }
  }

  #take(status: StatusView): void {
    this.status = status;
    setToday(status.today);
    if (status.kind !== "open") {
      this.#stopCounting();
    } else if (status.pending) {
      this.#count(status.pending);
    } else {
      this.#stopCounting();
    }
  }

  #count(pending: PendingView): void {
    const fresh = this.countdown?.pending.case.id !== pending.case.id;
    this.#sealsAt = performance.now() + pending.secondsLeft * 1_000;
    this.countdown = { pending, seconds: pending.secondsLeft };
    if (fresh) announce(`${sealNoun(pending)} ${t().status.sealedSoon(pending.secondsLeft)}`);
    this.#timer ??= setInterval(() => { this.#tick(); }, 250);
  }

  #tick(): void {
    if (!this.countdown) return;
    const seconds = Math.max(0, Math.ceil((this.#sealsAt - performance.now()) / 1_000));
    if (seconds === this.countdown.seconds && seconds > 0) return;
    this.countdown = { ...this.countdown, seconds };
    if (seconds === 10) announce(t().status.sealedSoon(10));
    if (seconds === 0) void this.#seal();
  }

  async #seal(): Promise<void> {
    this.#stopCounting();
    if (await this.run("seal", {})) {
      const words = t().status;
      tell({ text: this.open?.outbox === null ? words.sealed : words.sealedQueued, tone: "ok" });
      this.revision += 1;
    }
  }

  #stopCounting(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.countdown = null;
  }
}

/** «رد», «صدور مجوز»: how a waiting decision is called. */
export function sealNoun(pending: PendingView): string {
  const texts = t().acts;
  return pending.act in texts ? texts[pending.act as ActName].noun : pending.act;
}

export const session = new Session();
