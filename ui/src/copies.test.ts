import { screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { FakeDesk } from "./test/fakeDesk";
import { faults, openWindow } from "./test/mount";

const answers = (fake: FakeDesk): unknown[] =>
  fake.calls.filter((one) => one.name === "settle_copy").map((one) => one.request);

test("a folder with its mark asks nothing", async () => {
  openWindow();
  await screen.findAllByTestId("queue-item");
  expect(screen.queryByTestId("copy-question")).toBeNull();
  expect(screen.queryByTestId("copy-asks")).toBeNull();
  expect(screen.queryByTestId("mark-fault")).toBeNull();
});

test("without a mark the window asks once, with what each answer means", async () => {
  const fake = openWindow({ copy: { kind: "asks", damaged: false } });
  const question = await screen.findByTestId("copy-question");
  expect(question).toHaveTextContent("این‌جا نیست");
  expect(screen.getByTestId("copy-same")).toHaveAccessibleDescription(/کار بی‌تغییر ادامه می‌یابد/);
  expect(screen.getByTestId("copy-older")).toHaveAccessibleDescription(/دیگر شماره‌ای داده نمی‌شود/);
  expect(await faults()).toEqual([]);
  await userEvent.click(screen.getByTestId("copy-same"));
  await waitFor(() => { expect(screen.queryByTestId("copy-question")).toBeNull(); });
  expect(answers(fake)).toEqual([{ answer: "same" }]);
  expect(screen.queryByTestId("copy-asks")).toBeNull();
});

test("whoever only looks is reminded that nothing is recorded, and can answer later", async () => {
  const fake = openWindow({ copy: { kind: "asks", damaged: true } });
  expect(await screen.findByTestId("copy-question")).toHaveTextContent("آسیب دیده است");
  await userEvent.click(screen.getByTestId("copy-later"));
  expect(screen.queryByTestId("copy-question")).toBeNull();
  expect(screen.getByTestId("copy-asks")).toHaveTextContent("هیچ‌چیز ثبت نمی‌شود");
  expect(answers(fake)).toEqual([]);
  await userEvent.click(screen.getByTestId("copy-answer"));
  await userEvent.click(await screen.findByTestId("copy-older"));
  expect(await screen.findByTestId("copy-older-told")).toBeInTheDocument();
  expect(answers(fake)).toEqual([{ answer: "older" }]);
});

test("an older copy is told until the officer has read it", async () => {
  const told = { code: "olderCopy", message: "این پوشهٔ داده نسخه‌ای کهنه است.", hint: "کار ادامه می‌یابد." } as const;
  const fake = openWindow({ copy: { kind: "older", told } });
  expect(await screen.findByTestId("copy-older-told")).toHaveTextContent("کار ادامه می‌یابد.");
  expect(await faults()).toEqual([]);
  await userEvent.click(screen.getByTestId("copy-read"));
  await waitFor(() => { expect(screen.queryByTestId("copy-older-told")).toBeNull(); });
  expect(answers(fake)).toEqual([{ answer: "read" }]);
});

test("a mark that cannot be written is told in the window", async () => {
  openWindow({ markFault: "markNotKept" });
  expect(await screen.findByTestId("mark-fault")).toHaveTextContent("نشانه نوشته نمی‌شود.");
});
