/* F6 goes round the panes of the screen; each remembers where the focus was in it. */

const remembered = new WeakMap<Element, HTMLElement>();

export const FOCUSABLE =
  "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex='0']";

let element: HTMLElement | null = null;
let lastPane: HTMLElement | null = null;

export function rememberFocus(event: FocusEvent): void {
  if (!(event.target instanceof HTMLElement)) return;
  element = event.target;
  const pane = event.target.closest<HTMLElement>("[data-pane]");
  if (!pane) return;
  lastPane = pane;
  remembered.set(pane, event.target);
}

/** What had the focus last, and the pane that had it last: a dialog belongs to none. */
export function lastFocused(): { element: HTMLElement | null; pane: HTMLElement | null } {
  return { element, pane: lastPane };
}

/** Moves the focus to the pane after or before the one that has it. */
export function movePane(by: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter(
    (pane) => pane.offsetParent !== null,
  );
  if (panes.length === 0) return;
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const pane =
    here < 0 ? nearest(panes, by) : panes[(here + by + panes.length) % panes.length];
  if (pane) focusIn(pane);
}

/** From outside the panes, as on the heading: the pane that is read after it, or before it. */
function nearest(panes: HTMLElement[], by: 1 | -1): HTMLElement | undefined {
  const from = document.activeElement ?? document.body;
  const side = by === 1 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const there = panes.filter((pane) => (from.compareDocumentPosition(pane) & side) !== 0);
  return by === 1 ? there[0] : there.at(-1);
}

function focusIn(pane: HTMLElement): void {
  const last = remembered.get(pane);
  if (last?.isConnected && pane.contains(last)) {
    last.focus();
    return;
  }
  const first = pane.querySelector<HTMLElement>("[data-pane-first]") ?? pane.querySelector<HTMLElement>(FOCUSABLE);
  if (first) {
    first.focus();
  } else {
    pane.tabIndex = -1;
    pane.focus();
  }
}

/** Puts the focus into a pane whose focused part has gone: on its list, or where it is read from. Never on a
    button, which the key that was just pressed would press too. */
export function rest(pane: HTMLElement): void {
  const found = pane.querySelector<HTMLElement>(
    "[data-pane-first], [role=listbox], [aria-current=true]:not(nav *), [data-heading], h1, h2, h3",
  );
  const place = found ?? pane;
  if (!place.matches(FOCUSABLE)) place.tabIndex = -1;
  place.focus();
}

/** Puts the focus on the heading of the screen, which is where reading begins. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>("[data-heading]")?.focus();
}
