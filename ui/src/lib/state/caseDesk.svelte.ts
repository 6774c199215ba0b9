/* One case on the desk: what it says, which document is open, and the decision that is being made. */
import type { Act } from "../bindings/Act";
import type { ActedView } from "../bindings/ActedView";
import type { ActName } from "../bindings/ActName";
import type { ActView } from "../bindings/ActView";
import type { CaseView } from "../bindings/CaseView";
import type { CheckView } from "../bindings/CheckView";
import type { Error as DeskError } from "../bindings/Error";
import type { PinView } from "../bindings/PinView";
import { actOf, isFormAct, type FormAct } from "../case/acts/build";
import { draftOf, noDraft, type Draft } from "../case/acts/draft";
import { formOf, waits, type FieldSpec } from "../case/acts/forms";
import { gapsOf } from "../case/acts/gates";
import { startDraft } from "../case/acts/start";
import { t } from "../i18n/index.svelte";
import { asDeskError, call } from "../ipc";
import { dropDialog, dropDraft, keepDialog, keepDraft, keptDialog, keptDraft } from "./drafts";
import { Patience } from "./patience.svelte";
import { go, openCase } from "./route.svelte";
import { session } from "./session.svelte";
import { tell } from "./news.svelte";

export interface ViewerState {
  zoom: number;
  /** Quarter turns, clockwise. */
  turns: number;
  page: number;
}

const AS_IT_COMES: ViewerState = { zoom: 1, turns: 0, page: 1 };
const ZOOM_STEP = 1.25;
const ZOOM_MAX = 6;
const ZOOM_MIN = 0.4;

export class CaseDesk {
  readonly caseId: string;
  view = $state.raw<CaseView | null>(null);
  error = $state.raw<DeskError | null>(null);
  actError = $state.raw<DeskError | null>(null);
  acting = $state(false);
  readonly patience = new Patience();

  chosen = $state<FormAct | null>(null);
  draft = $state.raw<Draft>(noDraft());
  /** Whether a submit was tried, so that what is missing is said. */
  tried = $state(false);
  /** Whether the draft came back from an undone or lost decision. */
  returned = $state(false);

  /** Why it could not be sealed, where it was not the officer who took it back. */
  readonly why = $derived(this.view?.returned ?? null);

  documentAt = $state(0);
  viewers = $state.raw<Record<string, ViewerState>>({});
  /** The row of the checklist whose pin is being placed. */
  pinning = $state<number | null>(null);

  readonly attachment = $derived(this.view?.attachments[this.documentAt] ?? null);
  readonly form = $derived<FieldSpec[]>(
    this.view && this.chosen ? formOf(this.chosen, this.view, this.draft, t()) : [],
  );
  readonly gaps = $derived<string[]>(
    this.view && this.chosen ? gapsOf(this.chosen, this.form, this.draft, this.view, t()) : [],
  );
  readonly blocked = $derived(this.actView(this.chosen)?.blocked ?? null);

  #adopted = "null";
  /** The draft with which the chosen form opened. */
  #start = "";
  #seen = -1;
  /** Counts what was asked, so that an answer which a later one has overtaken is dropped. */
  #asked = 0;
  #submitting = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(caseId: string) {
    this.caseId = caseId;
  }

  /** Reads the case, unless what is shown already holds the newest. */
  async load(revision: number): Promise<void> {
    if (this.view && revision === this.#seen) return;
    this.#seen = revision;
    const asked = (this.#asked += 1);
    if (!this.view) this.patience.start();
    try {
      const view = await call("case", { caseId: this.caseId });
      if (asked !== this.#asked) return;
      this.#take(view);
      this.error = null;
    } catch (cause) {
      if (asked === this.#asked) this.error = asDeskError(cause);
    } finally {
      if (asked === this.#asked) this.patience.stop();
    }
  }

  actView(act: ActName | null): ActView | undefined {
    return this.view?.acts.find((one) => one.act === act);
  }

  /** Whether the officer may answer the checklist: it is answered where the case can be refused. */
  get checking(): boolean {
    return this.actView("refuse") !== undefined;
  }

  /** Whether the case is the office's to work at; notes and calls are open to others too. */
  get #working(): boolean {
    return this.view?.acts.some((one) => one.act !== "note" && one.act !== "logCall") ?? false;
  }

  /** Opens the form of an act; a draft that was begun is kept. */
  choose(act: ActName): void {
    if (!this.view || !session.open || !isFormAct(act) || !this.actView(act)) return;
    if (this.chosen === act) {
      this.fold();
      return;
    }
    this.fold();
    this.chosen = act;
    const start = startDraft(act, this.view, session.open.today, t());
    this.#start = JSON.stringify(start);
    this.draft = keptDialog(this.#formOf(act)) ?? start;
    this.tried = false;
    this.returned = false;
    this.actError = null;
    this.#keep();
  }

  /** Puts a form away; what was chosen and typed comes back with it. One that was not touched begins again with
      what the case then says. */
  fold(): void {
    if (this.chosen === null) return;
    const { chosen, draft } = this;
    this.putAway();
    if (JSON.stringify(draft) === this.#start) return;
    keepDialog(this.#formOf(chosen), draft);
    // whoever leaves the case with it finds it open when they come back
    keepDraft(this.caseId, { chosen, draft });
  }

  #formOf(act: FormAct): string {
    return `form ${this.caseId} ${act}`;
  }

  /** Puts a form away without keeping its draft. */
  putAway(): void {
    if (this.chosen !== null) dropDialog(this.#formOf(this.chosen));
    this.chosen = null;
    this.draft = noDraft();
    this.tried = false;
    this.returned = false;
    this.actError = null;
    dropDraft(this.caseId);
  }

  change(draft: Draft): void {
    this.draft = draft;
    this.#keep();
  }

  /** Submits the chosen form once what is being written is written; `false` when something stands in the
      way, which is then said. */
  async submit(): Promise<boolean> {
    this.tried = true;
    if (this.#submitting) return false;
    this.#submitting = true;
    try {
      let turn: Promise<unknown>;
      do {
        turn = this.#turn;
        await turn;
      } while (turn !== this.#turn);
      return await this.#submit();
    } finally {
      this.#submitting = false;
    }
  }

  async #submit(): Promise<boolean> {
    if (!this.view || this.chosen === null || this.blocked || this.gaps.length > 0) return false;
    const act = this.chosen;
    const answer = await this.perform(actOf(act, this.draft, this.view));
    if (!answer) return false;
    this.putAway();
    if (waits(act)) {
      await openNext(this.caseId);
    } else {
      tell({ text: t().status.kept(t().acts[act].title), tone: "ok" });
    }
    return true;
  }

  /** Does an act; acts of one case follow one another. */
  perform(act: Act): Promise<ActedView | null> {
    const done = this.#turn.then(() => this.#perform(act));
    this.#turn = done;
    return done;
  }

  /** Answers a row of the checklist with the next answer. */
  async cycle(row: CheckView): Promise<void> {
    const next = { unseen: "right", right: "wrong", wrong: "unseen" } as const;
    const answer = next[row.answer];
    if (!(await this.perform({ act: "check", row: row.row, answer, pin: null }))) return;
    this.pinning = answer === "wrong" && (this.view?.attachments.length ?? 0) > 0 ? row.row : null;
    if (answer === "wrong") this.showDocument(row.document);
  }

  async placePin(pin: PinView): Promise<void> {
    if (this.pinning === null) return;
    const row = this.pinning;
    this.pinning = null;
    await this.perform({ act: "check", row, answer: "wrong", pin });
  }

  /** Notes that the open document was looked at, for each officer: it can be what a refusal rests on. */
  see(attachment: string): void {
    const one = this.view?.attachments.find((candidate) => candidate.id === attachment);
    if (one && !one.opened && this.#working) void this.perform({ act: "see", attachment });
  }

  /** Opens the document with this code, if there is one. */
  showDocument(document: string | null): void {
    const at = this.view?.attachments.findIndex((one) => one.document.code === document) ?? -1;
    if (document !== null && at >= 0) this.documentAt = at;
  }

  /** Opens the place that a pin shows. */
  showPin(pin: PinView): void {
    const at = this.view?.attachments.findIndex((one) => one.id === pin.attachment) ?? -1;
    if (at < 0) return;
    this.documentAt = at;
    this.look({ page: pin.page });
  }

  turnDocument(by: 1 | -1): void {
    const count = this.view?.attachments.length ?? 0;
    if (count > 0) this.documentAt = Math.min(Math.max(this.documentAt + by, 0), count - 1);
  }

  /** Zoom, rotation and page of the open document; they are remembered for each. */
  get viewer(): ViewerState {
    return this.viewers[this.attachment?.id ?? ""] ?? AS_IT_COMES;
  }

  look(change: Partial<ViewerState>): void {
    const id = this.attachment?.id;
    if (id !== undefined) this.viewers = { ...this.viewers, [id]: { ...this.viewer, ...change } };
  }

  zoom(way: "in" | "out" | "fit"): void {
    const { viewer } = this;
    const wanted =
      way === "fit" ? 1 : way === "in" ? viewer.zoom * ZOOM_STEP : viewer.zoom / ZOOM_STEP;
    this.look({ zoom: Math.min(Math.max(wanted, ZOOM_MIN), ZOOM_MAX) });
  }

  rotate(): void {
    this.look({ turns: (this.viewer.turns + 1) % 4 });
  }

  async #perform(act: Act): Promise<ActedView | null> {
    this.acting = true;
    try {
      const ask = () => call("act", { caseId: this.caseId, act });
      const answer = await session.firmly([this.caseId], ask);
      this.#asked += 1;
      this.patience.stop();
      this.view = answer.case;
      this.actError = null;
      session.acted(answer);
      this.#seen = session.revision;
      return answer;
    } catch (cause) {
      const error = asDeskError(cause);
      // That a decision waits stands above the case already.
      this.actError = error.code === "decisionWaits" ? null : error;
      return null;
    } finally {
      this.acting = false;
    }
  }

  #take(view: CaseView): void {
    const first = this.view === null;
    this.view = view;
    const before = first ? keptDraft(this.caseId) : undefined;
    if (before && view.acts.some((one) => one.act === before.chosen)) {
      this.chosen = before.chosen;
      this.draft = before.draft;
    } else {
      this.#adopt(view.draft);
    }
    if (first) this.documentAt = Math.max(0, view.attachments.findIndex((one) => !one.seen));
    if (this.chosen !== null && !this.actView(this.chosen)) this.putAway();
  }

  /** Takes a draft over that the desk gave back, once: what is changed since is the officer's. */
  #adopt(act: Act | null): void {
    const given = JSON.stringify(act);
    if (given === this.#adopted) return;
    this.#adopted = given;
    if (!act || !isFormAct(act.act)) return;
    this.chosen = act.act;
    this.draft = draftOf(act);
    this.returned = true;
    this.tried = false;
    this.#keep();
  }

  #keep(): void {
    if (this.chosen === null) return;
    keepDraft(this.caseId, { chosen: this.chosen, draft: this.draft });
  }
}

/** Opens the case that comes after another, or the list when none is left. */
export async function openNext(after: string | null): Promise<void> {
  try {
    const { caseId } = await call("next_case", { after });
    if (caseId === null) {
      tell({ text: t().queue.noNext, tone: "plain" });
      go({ screen: "desk" });
    } else {
      openCase(caseId);
    }
  } catch (cause) {
    tell({ text: asDeskError(cause).message, tone: "plain" });
  }
}
