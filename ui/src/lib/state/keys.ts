/*
 * Keys. They are read by their place on the keyboard and not by the letter on it, so that they are
 * the same in the Persian and the Latin layout. Layers lie over one another: the newest that binds a
 * key gets it, and a modal layer hides those under it. The key help lists what is bound.
 */
import { toAscii } from "../text/digits";

export interface Binding {
  /** As `keyOf` names it, e.g. `F2`, `Ctrl+Enter`, `Shift+F6`. */
  key: string;
  /** What it does, for the key help; a binding without a label isn't listed. */
  label?: string;
  /** How the key help shows it, when that differs from `key`. */
  shown?: string[];
  /** Returns `false` to let a layer below, or the browser, have the key. */
  run: (event: KeyboardEvent) => boolean | undefined;
}

export interface Layer {
  name: "everywhere" | "screen" | "lists";
  modal?: boolean;
  bindings: () => Binding[];
}

const layers: Layer[] = [];

/** Lays a layer on top; the returned function takes it away. */
export function bindKeys(layer: Layer): () => void {
  layers.push(layer);
  return () => {
    const at = layers.indexOf(layer);
    if (at >= 0) layers.splice(at, 1);
  };
}

/** The layers that can be reached now, the newest first. */
export function reachableLayers(): Layer[] {
  const found: Layer[] = [];
  for (const layer of layers.toReversed()) {
    found.push(layer);
    if (layer.modal) break;
  }
  return found;
}

/** All layers below the newest modal one, for the key help, which is modal itself. */
export function layersUnder(modal: Layer): Layer[] {
  return layers.slice(0, Math.max(0, layers.indexOf(modal))).toReversed();
}

/** The name of what was pressed: `F2`, `Ctrl+Z`, `Alt+1`, `Shift+F6`, `Ctrl+Plus`. */
export function keyOf(event: KeyboardEvent): string {
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push("Ctrl");
  if (event.altKey) parts.push("Alt");
  const name = placeOf(event);
  if (event.shiftKey && name !== "Plus") parts.push("Shift");
  parts.push(name);
  return parts.join("+");
}

const NAMED: Record<string, string> = {
  Equal: "Plus",
  NumpadAdd: "Plus",
  Minus: "Minus",
  NumpadSubtract: "Minus",
  NumpadEnter: "Enter",
  ArrowUp: "Up",
  ArrowDown: "Down",
  ArrowLeft: "Left",
  ArrowRight: "Right",
};

function placeOf(event: KeyboardEvent): string {
  const { code } = event;
  const named = NAMED[code];
  if (named !== undefined) return named;
  const letter = /^(?:Key|Digit|Numpad)(\w)$/.exec(code);
  if (letter?.[1] !== undefined) return letter[1];
  // a virtual keyboard sends no place; what it types is then all there is
  return code === "" ? event.key : code;
}

/** 1 to 9 when a digit of either row was pressed alone, in whatever digits; else `null`. */
export function digitOf(event: KeyboardEvent): number | null {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return null;
  const found =
    /^(?:Digit|Numpad)([1-9])$/.exec(event.code) ?? /^([1-9])$/.exec(toAscii(event.key));
  return found?.[1] === undefined ? null : Number(found[1]);
}

/** `0` to `9` when a digit of either row was pressed alone, in whatever digits; else `null`. */
export function numeralOf(event: KeyboardEvent): string | null {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return null;
  const found = /^(?:Digit|Numpad)(\d)$/.exec(event.code) ?? /^(\d)$/.exec(toAscii(event.key));
  return found?.[1] ?? null;
}

/** Whether typing goes into a text field. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  return (
    target instanceof HTMLInputElement &&
    !["checkbox", "radio", "button", "file", "submit"].includes(target.type)
  );
}

/** Whether somebody fills something in there: a text, a choice, a tick. */
export function isAnswering(target: EventTarget | null): boolean {
  return (
    isTyping(target) ||
    (target instanceof HTMLElement &&
      target.closest("input, select, [role=radiogroup], [role=checkbox]") !== null)
  );
}

/** Keys with which the web view would reload, print, search or zoom by itself. */
const OF_THE_WEB_VIEW = new Set([
  "F3",
  "F5",
  "F7",
  "Ctrl+R",
  "Ctrl+Shift+R",
  "Ctrl+P",
  "Ctrl+F",
  "Ctrl+G",
  "Ctrl+S",
  "Ctrl+Plus",
  "Ctrl+Minus",
  "Ctrl+0",
  "Alt+Left",
  "Alt+Right",
]);

/** Gives a key to the layer that wants it; to be called for each `keydown` of the window. */
export function dispatchKey(event: KeyboardEvent): void {
  if (event.isComposing) return;
  const key = keyOf(event);
  if (OF_THE_WEB_VIEW.has(key)) event.preventDefault();
  if (event.defaultPrevented && !OF_THE_WEB_VIEW.has(key)) return;
  for (const layer of reachableLayers()) {
    const binding = layer.bindings().find((one) => one.key === key);
    if (binding && binding.run(event) !== false) {
      event.preventDefault();
      return;
    }
  }
}
