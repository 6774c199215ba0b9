import { waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keepFocus } from "./keepFocus";
import { rememberFocus } from "./panes";

let stop: () => void;

beforeEach(() => {
  document.addEventListener("focusin", rememberFocus);
  stop = keepFocus();
});

afterEach(() => {
  stop();
  document.removeEventListener("focusin", rememberFocus);
  document.body.innerHTML = "";
});

/** Until whatever was put off has been done. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((done) => setTimeout(done));
};

function page(html: string): void {
  document.body.innerHTML = html;
}

function find(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

test("the row that takes the place of the one that left has the focus", async () => {
  page(`<section data-pane><ul><li><button id="a"></button></li><li><button id="b"></button></li></ul></section>`);
  find("#a").focus();
  find("#a").parentElement?.remove();
  await waitFor(() => {
    expect(find("#b")).toHaveFocus();
  });
});

test("after the last row the one before has it", async () => {
  page(`<section data-pane><ul><li><button id="a"></button></li><li><button id="b"></button></li></ul></section>`);
  find("#b").focus();
  find("#b").parentElement?.remove();
  await waitFor(() => {
    expect(find("#a")).toHaveFocus();
  });
});

test("where no row is left the pane is read from its heading, and no other button is pressed by the same key", async () => {
  page(`<section data-pane><h2>دفتر</h2><div><button id="done"></button></div><button id="other"></button></section>`);
  find("#done").focus();
  find("#done").parentElement?.remove();
  await waitFor(() => {
    expect(find("h2")).toHaveFocus();
  });
});

test("a list that is empty now leaves the focus in its pane", async () => {
  page(`<section data-pane><div role="listbox" tabindex="0"></div></section><section data-pane><h2>دیگر</h2></section>`);
  find("[role=listbox]").focus();
  find("[role=listbox]").outerHTML = "<h2 id='empty'>کاری نمانده است</h2>";
  await waitFor(() => {
    expect(find("#empty")).toHaveFocus();
  });
});

test("a button that may not be pressed any more gives the focus away", async () => {
  page(`<section data-pane><h2>چاپ</h2><button id="print"></button></section>`);
  find("#print").focus();
  find("#print").setAttribute("disabled", "");
  await waitFor(() => {
    expect(find("h2")).toHaveFocus();
  });
});

test("a dialog that closes and whose opener has gone gives the focus to the pane before it", async () => {
  page(`<section data-pane><h2>پرونده</h2><button id="opener"></button></section><div id="dialog"><button id="yes"></button></div>`);
  find("#opener").focus();
  find("#yes").focus();
  find("#opener").remove();
  find("#dialog").remove();
  await waitFor(() => {
    expect(find("h2")).toHaveFocus();
  });
});

test("what looks after its focus itself is left alone, and so is a focus that is not lost", async () => {
  page(`<section data-pane><h2>پرونده</h2><button id="a"></button><button id="b"></button></section>`);
  find("#a").focus();
  find("#a").remove();
  find("#b").focus();
  await settled();
  expect(find("#b")).toHaveFocus();
  find("h2").remove();
  await settled();
  expect(find("#b")).toHaveFocus();
});
