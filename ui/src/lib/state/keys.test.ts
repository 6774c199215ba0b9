import { expect, test, vi } from "vitest";
import { bindKeys, digitOf, dispatchKey, isTyping, keyOf, reachableLayers } from "./keys";

const press = (code: string, init: KeyboardEventInit = {}): KeyboardEvent =>
  new KeyboardEvent("keydown", { code, cancelable: true, ...init });

test("a key is known by its place, whatever the layout types", () => {
  // the key of Z types «ظ» in the Persian layout
  expect(keyOf(press("KeyZ", { key: "ظ", ctrlKey: true }))).toBe("Ctrl+Z");
  expect(keyOf(press("F6", { shiftKey: true }))).toBe("Shift+F6");
  expect(keyOf(press("Digit1", { key: "۱", altKey: true }))).toBe("Alt+1");
  expect(keyOf(press("Equal", { key: "+", ctrlKey: true, shiftKey: true }))).toBe("Ctrl+Plus");
  expect(keyOf(press("NumpadEnter", { ctrlKey: true }))).toBe("Ctrl+Enter");
});

test("digits of both rows and persian digits choose the same", () => {
  expect(digitOf(press("Digit3", { key: "3" }))).toBe(3);
  expect(digitOf(press("Numpad3", { key: "3" }))).toBe(3);
  expect(digitOf(press("", { key: "۳" }))).toBe(3);
  expect(digitOf(press("Digit3", { key: "3", ctrlKey: true }))).toBeNull();
  expect(digitOf(press("Digit0", { key: "0" }))).toBeNull();
});

test("the newest layer that wants a key gets it", () => {
  const below = vi.fn(() => true);
  const above = vi.fn(() => false);
  const unbind = [
    bindKeys({ name: "everywhere", bindings: () => [{ key: "F2", run: below }] }),
    bindKeys({ name: "screen", bindings: () => [{ key: "F2", run: above }] }),
  ];
  const event = press("F2");
  dispatchKey(event);
  expect(above).toHaveBeenCalledOnce();
  expect(below).toHaveBeenCalledOnce();
  expect(event.defaultPrevented).toBe(true);
  for (const one of unbind) one();
});

test("a modal layer hides the keys under it", () => {
  const below = vi.fn(() => true);
  const unbind = [
    bindKeys({ name: "everywhere", bindings: () => [{ key: "F2", run: below }] }),
    bindKeys({ name: "screen", modal: true, bindings: () => [] }),
  ];
  dispatchKey(press("F2"));
  expect(below).not.toHaveBeenCalled();
  expect(reachableLayers()).toHaveLength(1);
  for (const one of unbind) one();
  expect(reachableLayers()).toHaveLength(0);
});

test("the web view may not reload, print or zoom by itself", () => {
  for (const [code, init] of [
    ["F5", {}],
    ["KeyR", { ctrlKey: true }],
    ["KeyP", { ctrlKey: true }],
    ["Minus", { ctrlKey: true }],
  ] as const) {
    const event = press(code, init);
    dispatchKey(event);
    expect(event.defaultPrevented).toBe(true);
  }
  const typed = press("KeyA", { key: "ش" });
  dispatchKey(typed);
  expect(typed.defaultPrevented).toBe(false);
});

test("typing goes into text fields and not into check boxes", () => {
  const input = document.createElement("input");
  expect(isTyping(input)).toBe(true);
  input.type = "checkbox";
  expect(isTyping(input)).toBe(false);
  expect(isTyping(document.createElement("textarea"))).toBe(true);
  expect(isTyping(document.body)).toBe(false);
});
