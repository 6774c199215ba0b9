import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { CaseView } from "./lib/bindings/CaseView";
import { openWindow, press } from "./test/mount";
import type { FakeDesk } from "./test/fakeDesk";

/** A window whose first case has something odd. */
const oddWindow = (change: (view: CaseView) => CaseView): FakeDesk =>
  openWindow({ dress: (view) => (view.id === "case-0" ? change(view) : view) });

const reports = (fake: FakeDesk): unknown[] =>
  fake.calls.filter((one) => one.name === "report_fault").map((one) => one.request);

/** A part of the view that is not what its type says, as a fault of the program would leave it. */
const broken = <T>(): T => null as unknown as T;

test("one file for two documents is two places in the preview and in the case", async () => {
  const fake = oddWindow((view) => {
    const [one] = view.attachments;
    return one ? { ...view, attachments: [one, one, { ...one, document: { code: "9", title: "عکس" } }] } : view;
  });
  await screen.findByTestId("preview");
  await waitFor(() => {
    expect(screen.getByTestId("preview")).toHaveAttribute("data-case", "case-0");
  });
  press("Enter");
  expect(await screen.findAllByTestId("document-tab")).toHaveLength(3);
  expect(reports(fake)).toEqual([]);
});

test("a preview that fails says so, is reported without a word of the case, and the next case is shown", async () => {
  const fake = oddWindow((view) => ({ ...view, timeline: broken() }));
  expect(await screen.findByTestId("fault")).toHaveTextContent("پیش‌نمایش پرونده نشان داده نمی‌شود");
  expect(reports(fake)).toEqual([expect.objectContaining({ part: "preview", kind: "TypeError" })]);
  expect(JSON.stringify(reports(fake))).not.toMatch(/[\u0600-\u06FF]/u);
  press("ArrowDown");
  press("ArrowDown");
  await waitFor(() => {
    expect(screen.getByTestId("preview")).toHaveAttribute("data-case", "case-1");
    expect(screen.queryByTestId("fault")).not.toBeInTheDocument();
  });
});

test("a part of a case that fails leaves the others, the keys and the lock", async () => {
  oddWindow((view) => ({
    ...view,
    attachments: view.attachments.map((one) => ({ ...one, document: broken() })),
  }));
  await screen.findAllByTestId("queue-item");
  press("F2");
  await screen.findByTestId("case-heading");
  expect((await screen.findAllByTestId("fault"))[0]).toHaveAttribute("data-part", "viewer");
  expect(screen.getByTestId("decision-panel")).toBeVisible();
  press("F2");
  await waitFor(() => {
    expect(screen.getByTestId("case-heading")).toHaveAttribute("data-case", "case-1");
  });
  expect(screen.queryByTestId("fault")).not.toBeInTheDocument();
  press("KeyL", { ctrlKey: true });
  expect(await screen.findByTestId("lock-screen")).toBeVisible();
});

test("a case that fails as a whole can be left by its keys", async () => {
  oddWindow((view) => ({ ...view, requests: broken() }));
  await screen.findAllByTestId("queue-item");
  press("F2");
  await waitFor(() => {
    expect(screen.getAllByTestId("fault").some((one) => one.dataset.part === "case")).toBe(true);
  });
  press("F2");
  await waitFor(() => {
    expect(screen.getByTestId("case-heading")).toHaveAttribute("data-case", "case-1");
  });
});

test("what fails where nothing waits for it is said and reported", async () => {
  const fake = openWindow();
  await screen.findAllByTestId("queue-item");
  dispatchEvent(
    Object.assign(new Event("unhandledrejection"), { reason: new RangeError("مریم ۰۵۲۰۰۰۰۰۱۳") }),
  );
  expect(await screen.findByTestId("news")).toHaveTextContent("کاری به پایان نرسید");
  expect(reports(fake)).toEqual([expect.objectContaining({ part: "background", kind: "RangeError" })]);
  expect(JSON.stringify(reports(fake))).not.toContain("مریم");
});
