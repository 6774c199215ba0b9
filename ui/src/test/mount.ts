/* Opens the whole window on a desk of paper. */
import { configure, render } from "@testing-library/svelte";
import axe from "axe-core";
import { vi } from "vitest";
import App from "../App.svelte";
import { forgetDrafts } from "../lib/state/drafts";
import { forgetNews } from "../lib/state/news.svelte";
import { allCases, deskQueue } from "../lib/state/queue.svelte";
import { go } from "../lib/state/route.svelte";
import { session } from "../lib/state/session.svelte";
import { FakeDesk, type FakeOptions } from "./fakeDesk";
import { answerCalls } from "./shell";

// A loaded machine draws slowly; nothing here waits longer than it must.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });

/** What a window has and jsdom has not. */
function completeWindow(): void {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe(): void {
        // nothing is laid out here, so nothing ever changes its size
      }
      unobserve(): void {
        // as above
      }
      disconnect(): void {
        // as above
      }
    },
  );
  Element.prototype.scrollIntoView = function scrollIntoView() {
    // nothing is laid out here
  };
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
}

/** The window with its fake; what an earlier test left behind is gone. */
export function openWindow(options: FakeOptions = {}): FakeDesk {
  completeWindow();
  const fake = new FakeDesk(options);
  answerCalls((name, request) => fake.invoke(name, request));
  session.status = null;
  session.error = null;
  session.waiting.clear();
  session.leaving = null;
  session.question = null;
  for (const queue of [deskQueue, allCases]) {
    queue.view = null;
    queue.selectedId = null;
    queue.text = "";
  }
  forgetDrafts();
  forgetNews();
  go({ screen: "desk" });
  render(App);
  return fake;
}

/** Presses a key where the focus is, as a keyboard does. */
export function press(code: string, init: KeyboardEventInit = {}): void {
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(
    new KeyboardEvent("keydown", { code, key: code, bubbles: true, cancelable: true, ...init }),
  );
}

/** What axe finds wrong with the page; contrast is measured in a real window, not here. */
export async function faults(): Promise<string[]> {
  const { violations } = await axe.run(document.body, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" | ")}`);
}
