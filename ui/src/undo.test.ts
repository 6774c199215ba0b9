import { screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { session } from "./lib/state/session.svelte";
import { go, openCase } from "./lib/state/route.svelte";
import type { FakeDesk } from "./test/fakeDesk";
import { faults, openWindow, press } from "./test/mount";

const heading = (): Promise<HTMLElement> => screen.findByTestId("case-heading");

/** Asks the applicants of so many cases for something; returns the cases in that order. */
async function decided(count: number): Promise<{ fake: FakeDesk; cases: string[] }> {
  const fake = openWindow();
  await screen.findAllByTestId("queue-item");
  const cases = Array.from({ length: count }, (_, at) => `case-${String(at)}`);
  for (const caseId of cases) {
    openCase(caseId);
    await waitFor(async () => { expect((await heading()).dataset["case"]).toBe(caseId); });
    press("F7");
    await screen.findByTestId("ask-text");
    press("Enter", { ctrlKey: true });
    await waitFor(() => { expect(session.waiting.of(caseId)).not.toBeNull(); });
    // the next case opens by itself
    await waitFor(async () => { expect((await heading()).dataset["case"]).not.toBe(caseId); });
  }
  return { fake, cases };
}

/** Opens a case that was decided, whichever came next. */
async function reopened(caseId: string): Promise<void> {
  openCase(caseId);
  await waitFor(async () => { expect((await heading()).dataset["case"]).toBe(caseId); });
}

const calls = (fake: FakeDesk, name: string): unknown[] =>
  fake.calls.filter((one) => one.name === name).map((one) => one.request);

test("several decisions wait, each is listed and each can be taken back", async () => {
  const { fake, cases } = await decided(3);
  expect(screen.getByTestId("seal-countdown")).toHaveAttribute("data-count", "3");
  await userEvent.click(screen.getByTestId("all-waiting"));
  const rows = await screen.findAllByTestId("waiting-decision");
  expect(rows.map((row) => row.dataset["case"])).toEqual(cases);
  expect(await faults()).toEqual([]);
  await userEvent.click(within(rows[0] ?? document.body).getByTestId("undo-one"));
  await waitFor(async () => { expect((await heading()).dataset["case"]).toBe(cases[0]); });
  expect(await screen.findByTestId("draft-returned")).toBeInTheDocument();
  expect(calls(fake, "undo")).toEqual([{ caseId: cases[0] }]);
  expect(screen.getByTestId("seal-countdown")).toHaveAttribute("data-count", "2");
});

test("a case whose decision waits says so, in its row too, and offers no second decision", async () => {
  const { cases } = await decided(1);
  await reopened(cases[0] ?? "");
  expect(await screen.findByTestId("case-waits")).toHaveTextContent("۳۰ ثانیهٔ دیگر قطعی می‌شود");
  expect(await faults()).toEqual([]);
  go({ screen: "desk" });
  const mark = await screen.findByTestId("decision-mark");
  expect(mark).toHaveTextContent("در انتظار قطعی‌شدن");
  expect(mark.closest("[data-testid=queue-item]")).toHaveAttribute("data-case", cases[0] ?? "");
});

test("looks and notes leave a decision waiting and ask nothing", async () => {
  const { fake, cases } = await decided(1);
  await reopened(cases[0] ?? "");
  await userEvent.type(screen.getByTestId("note-text"), "با متقاضی تماس گرفته شد");
  await userEvent.click(screen.getByTestId("keep-note"));
  await waitFor(() => { expect(fake.acts()).toContainEqual(expect.objectContaining({ act: "note" })); });
  expect(screen.queryByTestId("waiting-question")).toBeNull();
  expect(screen.getByTestId("case-waits")).toBeInTheDocument();
  expect(calls(fake, "seal")).toEqual([]);
});

test("another act of the case asks first; sealed it is done, taken back it is not", async () => {
  const { fake, cases } = await decided(1);
  const [caseId = ""] = cases;
  await reopened(caseId);
  const row = (await screen.findAllByTestId("check-row"))[4];
  row?.focus();
  await userEvent.keyboard(" ");
  expect(await screen.findByTestId("waiting-question")).toBeInTheDocument();
  expect(await faults()).toEqual([]);
  const checks = (): number => fake.acts().filter((one) => one.act === "check").length;
  expect(checks()).toBe(1);
  await userEvent.click(screen.getByTestId("seal-first"));
  await waitFor(() => { expect(checks()).toBe(2); });
  expect(calls(fake, "seal")).toEqual([{ caseId }]);
  expect(screen.queryByTestId("waiting-question")).toBeNull();
});

test("asked before another act, a decision can be taken back and the act is not done", async () => {
  const { fake, cases } = await decided(1);
  await reopened(cases[0] ?? "");
  (await screen.findAllByTestId("check-row"))[4]?.focus();
  await userEvent.keyboard(" ");
  await userEvent.click(await screen.findByTestId("undo-first"));
  expect(await screen.findByTestId("draft-returned")).toBeInTheDocument();
  expect(fake.acts().filter((one) => one.act === "check")).toHaveLength(1);
  expect(calls(fake, "seal")).toEqual([]);
});

test.each([
  ["lock", "seal-and-lock", "seal"],
  ["lock", "undo-instead", "undo"],
] as const)("%s asks what becomes of what waits: %s", async (_, button, waiting) => {
  const { fake } = await decided(2);
  press("KeyL", { ctrlKey: true });
  const question = await screen.findByTestId("lock-question");
  expect(within(question).getAllByRole("listitem")).toHaveLength(2);
  expect(await faults()).toEqual([]);
  expect(calls(fake, "lock")).toEqual([]);
  await userEvent.click(screen.getByTestId(button));
  expect(await screen.findByTestId("lock-screen")).toBeInTheDocument();
  expect(calls(fake, "lock")).toEqual([{ waiting }]);
  expect(screen.getByTestId("announcer").textContent).toBe("");
});

test("closing the window asks as locking does, and staying leaves everything as it was", async () => {
  const { fake } = await decided(1);
  window.dispatchEvent(new Event("closeasked"));
  expect(await screen.findByTestId("lock-question")).toHaveTextContent("پیش از بستن پنجره");
  window.dispatchEvent(new Event("closeasked"));
  await userEvent.click(screen.getByTestId("stay"));
  expect(screen.queryByTestId("lock-question")).toBeNull();
  expect(session.waiting.list).toHaveLength(1);
  expect(calls(fake, "plugin:window|destroy")).toEqual([]);
  window.dispatchEvent(new Event("closeasked"));
  await userEvent.click(await screen.findByTestId("undo-instead"));
  await waitFor(() => { expect(calls(fake, "plugin:window|destroy")).toHaveLength(1); });
  expect(calls(fake, "undo")).toEqual([{ caseId: null }]);
});

test("a desk that cannot write lets the officer lock all the same, and the decisions wait", async () => {
  const { fake } = await decided(1);
  fake.refuse.set("lock", { code: "diskFull", message: "جای دیسک پر است.", hint: "جا باز کنید." });
  press("KeyL", { ctrlKey: true });
  await userEvent.click(await screen.findByTestId("seal-and-lock"));
  const keep = await screen.findByTestId("leave-waiting");
  fake.refuse.clear();
  await userEvent.click(keep);
  expect(await screen.findByTestId("lock-screen")).toBeInTheDocument();
  expect(calls(fake, "lock").at(-1)).toEqual({ waiting: "keep" });
});

test("a decision that could not be sealed is told of until its case is opened, which says why", async () => {
  const { fake, cases } = await decided(1);
  const [caseId = ""] = cases;
  go({ screen: "desk" });
  fake.giveBack(caseId, { code: "noNumbers", message: "شماره‌ای نمانده است.", hint: "دستهٔ تازه بگیرید." });
  await session.refresh();
  expect(await screen.findByTestId("returned")).toHaveTextContent("شماره‌ای نمانده است.");
  expect(await faults()).toEqual([]);
  await userEvent.click(screen.getByTestId("open-returned"));
  expect(await screen.findByTestId("draft-returned")).toHaveTextContent("شماره‌ای نمانده است.");
  await session.refresh();
  await waitFor(() => { expect(screen.queryByTestId("returned")).toBeNull(); });
});

test("when its seconds are over the desk seals it, and that is said once", async () => {
  const { fake } = await decided(2);
  fake.sealAll();
  await session.refresh();
  await waitFor(() => { expect(screen.queryByTestId("seal-countdown")).toBeNull(); });
  expect(screen.getByTestId("news")).toHaveTextContent("قطعی شد");
});
