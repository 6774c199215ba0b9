/* Lists that wait at the print desk: one sheet for all cases that go to one branch, or to one office. */
import { SvelteSet } from "svelte/reactivity";
import type { DocumentRequest } from "../bindings/DocumentRequest";
import type { ListView } from "../bindings/ListView";
import type { PrintableView } from "../bindings/PrintableView";
import { keyOfDocument } from "./documentKeys";

/** Names a list by what its cases have in common. */
export const keyOfList = ({ document, list }: ListView): string =>
  `${document}/${list.to}/${list.minutes ?? ""}`;

export class PrintLists {
  all = $state.raw<ListView[]>([]);
  /** The lists that are to be printed. */
  readonly chosen = new SvelteSet<string>();
  /** The cases that do not go on their list this time. */
  readonly leftOut = new SvelteSet<string>();
  shownKey = $state<string | null>(null);

  readonly shown = $derived(this.all.find((one) => keyOfList(one) === this.shownKey) ?? null);
  readonly selected = $derived(
    this.all.filter((one) => this.chosen.has(keyOfList(one)) && this.rows(one).length > 0),
  );

  /** The cases that stand on a list. */
  rows(list: ListView): PrintableView[] {
    return list.lines.filter((line) => !this.leftOut.has(keyOfDocument(line)));
  }

  /** The list as it is asked for; `null` when everybody is left out. */
  requestOf(list: ListView): DocumentRequest | null {
    const [first, ...others] = this.rows(list);
    if (!first) return null;
    return {
      caseId: first.case.id,
      document: first.document,
      subject: first.subject,
      with: others.map(({ case: { id }, subject }) => ({ caseId: id, subject })),
    };
  }

  toggle(list: ListView): void {
    const key = keyOfList(list);
    if (!this.chosen.delete(key)) this.chosen.add(key);
  }

  /** Chooses every list, or none. */
  toggleAll(): void {
    const all = this.selected.length === this.all.length;
    this.chosen.clear();
    if (!all) for (const one of this.all) this.chosen.add(keyOfList(one));
  }

  /** Leaves a case out of its list, or takes it back. */
  toggleRow(line: PrintableView): void {
    const key = keyOfDocument(line);
    if (!this.leftOut.delete(key)) this.leftOut.add(key);
  }

  move(by: number): void {
    const at = this.all.findIndex((one) => keyOfList(one) === this.shownKey);
    const to = this.all[Math.min(Math.max(at + by, 0), this.all.length - 1)];
    if (to) this.shownKey = keyOfList(to);
  }

  /** Takes the lists that the desk tells of. One that has lost cases was printed: who was left out stands on
      the next one again, which nobody has chosen yet. */
  take(lists: ListView[]): void {
    const keys = lists.map(keyOfList);
    const rows = lists.flatMap(({ lines }) => lines.map(keyOfDocument));
    for (const one of this.all) {
      if (one.lines.every((line) => rows.includes(keyOfDocument(line)))) continue;
      this.chosen.delete(keyOfList(one));
      for (const line of one.lines) this.leftOut.delete(keyOfDocument(line));
    }
    this.all = lists;
    if (this.shownKey === null || !keys.includes(this.shownKey)) this.shownKey = keys[0] ?? null;
  }
}
