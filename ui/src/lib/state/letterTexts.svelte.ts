/* What an office words itself: the text in force, what is being typed, and its past. */
import type { DocumentKind } from "../bindings/DocumentKind";
import type { Error as DeskError } from "../bindings/Error";
import type { FieldProblem } from "../bindings/FieldProblem";
import type { FileView } from "../bindings/FileView";
import type { LetterTextsView } from "../bindings/LetterTextsView";
import type { OwnTextView } from "../bindings/OwnTextView";
import type { TextPartView } from "../bindings/TextPartView";
import { t } from "../i18n/index.svelte";
import { asDeskError, call } from "../ipc";
import { dropText, keepText, keptTexts } from "./drafts";
import { tell } from "./news.svelte";
import { Patience } from "./patience.svelte";

export type Part = DocumentKind | "letterhead";

/** A specimen is drawn when nobody has typed for so long. */
const PAUSE_MS = 250;

export const nameOfPart = (part: Part): string =>
  part === "letterhead" ? t().letters.letterhead : t().codes.document[part];

const partOf = (view: TextPartView): Part => view.document ?? "letterhead";

const same = (a: OwnTextView, b: OwnTextView): boolean =>
  a.lines.length === b.lines.length &&
  a.lines.every((line, at) => line === b.lines[at]) &&
  Object.entries(a.texts).every(([name, text]) => text === b.texts[name]);

export class LetterTexts {
  view = $state.raw<LetterTextsView | null>(null);
  error = $state.raw<DeskError | null>(null);
  readonly patience = new Patience();
  part = $state<Part>("letterhead");
  /** The earlier version that is looked at instead. */
  looking = $state<number | null>(null);
  /** What is wrong with the text that was drawn or saved last. */
  problems = $state.raw<FieldProblem[]>([]);
  saving = $state(false);

  /** The specimen of the last text that could be drawn, and a name for it. */
  specimen = $state.raw<{ key: string; file: FileView } | null>(null);
  specimenError = $state.raw<DeskError | null>(null);
  /** Whether the specimen is of the text on the screen. */
  isFresh = $state(false);
  /** The paper on which a letterhead is shown. */
  on = $state<DocumentKind | null>(null);

  readonly parts = $derived((this.view?.parts ?? []).map(partOf));
  readonly papers = $derived(this.parts.filter((part) => part !== "letterhead"));
  readonly shown = $derived(this.view?.parts.find((one) => partOf(one) === this.part) ?? null);
  readonly current = $derived(this.shown?.versions[0] ?? null);
  readonly looked = $derived(this.shown?.versions.find((one) => one.number === this.looking) ?? null);
  readonly draft = $derived<OwnTextView | null>(keptTexts.get(this.part) ?? this.current?.text ?? null);
  /** The text on the screen: an earlier one, or what is being typed. */
  readonly text = $derived<OwnTextView | null>(this.looked?.text ?? this.draft);
  readonly isChanged = $derived(this.isDraft(this.part));

  #loads = 0;
  #draws = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  async load(): Promise<void> {
    const asked = (this.#loads += 1);
    if (!this.view) this.patience.start();
    try {
      const view = await call("letter_texts", {});
      if (asked !== this.#loads) return;
      this.view = view;
      this.error = null;
      this.on ??= this.papers[0] ?? null;
    } catch (cause) {
      if (asked === this.#loads) this.error = asDeskError(cause);
    } finally {
      if (asked === this.#loads) this.patience.stop();
    }
  }

  /** Whether a part has changes that are not saved. */
  isDraft(part: Part): boolean {
    const kept = keptTexts.get(part);
    const now = this.view?.parts.find((one) => partOf(one) === part)?.versions[0];
    return kept !== undefined && now !== undefined && !same(kept, now.text);
  }

  /** The version of a part that is in force. */
  inForce(part: Part): number {
    return this.view?.parts.find((one) => partOf(one) === part)?.versions[0]?.number ?? 1;
  }

  choose(part: Part): void {
    this.part = part;
    this.looking = null;
    this.problems = [];
  }

  move(by: number): void {
    const at = this.parts.indexOf(this.part);
    const to = this.parts[Math.min(Math.max(at + by, 0), this.parts.length - 1)];
    if (to !== undefined) this.choose(to);
  }

  edit(name: string, text: string): void {
    if (this.draft) this.#keep({ ...this.draft, texts: { ...this.draft.texts, [name]: text } });
  }

  editLine(at: number, text: string): void {
    const lines = this.draft?.lines ?? [];
    this.#keepLines(lines.map((line, place) => (place === at ? text : line)));
  }

  addLine(): void {
    this.#keepLines([...(this.draft?.lines ?? []), ""]);
  }

  removeLine(at: number): void {
    this.#keepLines((this.draft?.lines ?? []).filter((_, place) => place !== at));
  }

  discard(): void {
    dropText(this.part);
    this.problems = [];
  }

  problemOf(field: string): FieldProblem | undefined {
    return this.looked ? undefined : this.problems.find((one) => one.field === field);
  }

  /** Puts what was typed into force. */
  async save(): Promise<void> {
    const { part, draft } = this;
    if (this.saving || draft === null || !this.isChanged) return;
    await this.#put(part, () => call("save_text", { document: documentOf(part), text: draft }), () => {
      tell({ text: t().letters.saved(nameOfPart(part), this.inForce(part)), tone: "ok" });
    });
  }

  /** Puts the words of an earlier version into force again. */
  async restore(): Promise<void> {
    const { part, looking } = this;
    if (this.saving || looking === null) return;
    await this.#put(part, () => call("restore_text", { document: documentOf(part), number: looking }), () => {
      tell({ text: t().letters.restored(nameOfPart(part), looking), tone: "ok" });
    });
  }

  /** Draws a specimen of the text on the screen, once nobody is typing; an older answer is dropped. */
  draw(): void {
    const asked = (this.#draws += 1);
    clearTimeout(this.#timer);
    this.isFresh = false;
    if (this.text === null) return;
    const { part, text } = this;
    const request = { document: documentOf(part), text, on: part === "letterhead" ? this.on : null };
    const key = JSON.stringify(request);
    this.#timer = setTimeout(() => {
      void this.#draw(asked, key, () => call("preview_text", request));
    }, this.specimen ? PAUSE_MS : 0);
  }

  stop(): void {
    this.#draws += 1;
    clearTimeout(this.#timer);
  }

  async #draw(asked: number, key: string, read: () => Promise<FileView>): Promise<void> {
    try {
      const file = await read();
      if (asked !== this.#draws) return;
      this.specimen = { key, file };
      this.specimenError = null;
      this.problems = [];
      this.isFresh = true;
    } catch (cause) {
      if (asked !== this.#draws) return;
      const error = asDeskError(cause);
      this.problems = error.problems ?? [];
      this.specimenError = error.code === "textRefused" ? null : error;
    }
  }

  async #put(part: Part, put: () => Promise<LetterTextsView>, done: () => void): Promise<void> {
    this.saving = true;
    try {
      this.view = await put();
      this.error = null;
      this.looking = null;
      dropText(part);
      done();
    } catch (cause) {
      const error = asDeskError(cause);
      this.problems = error.problems ?? [];
      this.error = error.code === "textRefused" ? null : error;
      if (error.code === "textRefused") tell({ text: t().letters.wrong(this.problems.length), tone: "plain" });
    } finally {
      this.saving = false;
    }
  }

  #keepLines(lines: string[]): void {
    if (this.draft) this.#keep({ ...this.draft, lines });
  }

  #keep(text: OwnTextView): void {
    keepText(this.part, text);
  }
}

const documentOf = (part: Part): DocumentKind | null => (part === "letterhead" ? null : part);
