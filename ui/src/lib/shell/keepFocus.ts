/* Whatever an act takes off the screen, the focus stays where the work is.
   A button that has done its work often leaves with what it belonged to. The browser then drops the focus to
   the body, from where a keyboard or a screen reader begins again at the top of the window. */

import { FOCUSABLE, focusHeading, lastFocused, rest } from "./panes";

/** Where something was taken away: what stood around it there. */
interface Gap {
  parent: Element;
  next: Node | null;
  before: Node | null;
}

const ROW = "li, tr, [role=option]";

/** Watches the page; the returned function stops that. */
export function keepFocus(): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let gap: Gap | null = null;
  const watch = new MutationObserver((records) => {
    const { element } = lastFocused();
    if (!element || !isLost(element)) return;
    gap = gapOf(records, element) ?? gap;
    // a part that looks after its focus itself has done so by then
    waiting ??= setTimeout(() => {
      waiting = undefined;
      if (isLost(element)) land(gap);
      gap = null;
    });
  });
  watch.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["disabled", "hidden", "inert"],
  });
  return () => {
    watch.disconnect();
    clearTimeout(waiting);
  };
}

function isLost(element: HTMLElement): boolean {
  const { activeElement } = document;
  const elsewhere = activeElement !== null && activeElement !== document.body && activeElement !== element;
  return !elsewhere && (!element.isConnected || element.closest(":disabled, [hidden], [inert]") !== null);
}

function gapOf(records: MutationRecord[], element: HTMLElement): Gap | null {
  for (const { target, removedNodes, nextSibling, previousSibling } of records) {
    const there = target instanceof Element && target.isConnected;
    if (there && [...removedNodes].some((node) => node.contains(element))) {
      return { parent: target, next: nextSibling, before: previousSibling };
    }
  }
  return null;
}

/** The row that took the place of the one that left, or else its pane. A button beside the one that was pressed
    does something else, and a second press of the same key must not do it. */
function land(gap: Gap | null): void {
  if (gap) {
    const own = gap.parent.closest<HTMLElement>(ROW);
    const row = own ?? sibling(gap.next, "nextSibling") ?? sibling(gap.before, "previousSibling");
    const first = row?.isConnected === true ? row.querySelector<HTMLElement>(FOCUSABLE) : null;
    if (first) {
      first.focus();
      return;
    }
  }
  const pane = gap?.parent.closest<HTMLElement>("dialog, [data-pane]") ?? lastFocused().pane;
  if (pane?.isConnected === true) rest(pane);
  else focusHeading();
}

function sibling(from: Node | null, way: "nextSibling" | "previousSibling"): HTMLElement | null {
  for (let node = from; node !== null; node = node[way]) {
    if (node instanceof HTMLElement) return node.matches(ROW) ? node : null;
  }
  return null;
}
