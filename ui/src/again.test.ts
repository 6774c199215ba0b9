import { screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { FakeDesk } from "./test/fakeDesk";
import { faults, openWindow, press } from "./test/mount";

/** A ledger with sheets that are sound, and the card of a licence among them. */
async function licenceCard(): Promise<FakeDesk> {
  const fake = openWindow();
  await screen.findAllByTestId("queue-item");
  press("Digit3", { altKey: true });
  await screen.findByTestId("ready-list");
  press("KeyP", { ctrlKey: true });
  await userEvent.click(await screen.findByTestId("send-job"));
  await userEvent.click(await screen.findByTestId("mark-all-sound"));
  await waitFor(() => { expect(screen.queryByTestId("sheet-question")).toBeNull(); });
  const row = screen.getAllByTestId("sheet").find((one) => one.dataset["serial"] === "2941");
  await userEvent.click(within(row ?? document.body).getByRole("button"));
  await screen.findByTestId("sheet-card");
  return fake;
}

const asked = (fake: FakeDesk, name: string): unknown => fake.calls.findLast((one) => one.name === name)?.request;

test("printing again asks why, says which copy it makes, and the ledger tells the reason", async () => {
  const fake = await licenceCard();
  await userEvent.click(screen.getByTestId("reprint"));
  expect(await screen.findByTestId("which-copy")).toHaveTextContent("نسخهٔ ۱ با همان سریال");
  expect(asked(fake, "reprint")).toBeUndefined();
  expect(screen.getByTestId("again-submit")).toHaveAttribute("aria-disabled", "true");
  expect(await faults()).toEqual([]);
  await userEvent.click(screen.getByTestId("again-other"));
  await userEvent.click(screen.getByTestId("again-submit"));
  expect(asked(fake, "reprint")).toBeUndefined();
  await userEvent.type(screen.getByTestId("again-reason"), "مُهر خوانا نبود");
  await userEvent.click(screen.getByTestId("again-submit"));
  await waitFor(() => {
    expect(asked(fake, "reprint")).toMatchObject({ serial: 2941, reason: "مُهر خوانا نبود", paper: null });
  });
  expect(await screen.findByTestId("again-why")).toHaveTextContent("مُهر خوانا نبود");
});

test("a licence that was handed over is offered as a duplicate and never as the same sheet", async () => {
  const fake = await licenceCard();
  await userEvent.click(screen.getByTestId("hand-over"));
  await userEvent.type(screen.getByTestId("hand-over-to"), "خود متقاضی{Enter}");
  await waitFor(() => { expect(screen.getByTestId("reprint")).toHaveTextContent("چاپ المثنی"); });
  await userEvent.click(screen.getByTestId("reprint"));
  expect(await screen.findByTestId("which-copy")).toHaveTextContent("نسخهٔ ۲ با سریال تازه");
  expect(screen.getByTestId("which-copy")).toHaveTextContent("المثنی");
  await userEvent.click(screen.getByTestId("again-lost"));
  await userEvent.click(screen.getByTestId("again-submit"));
  await waitFor(() => {
    expect(asked(fake, "print")).toMatchObject({ documents: [{ document: "licence" }], reason: "گم شد" });
  });
  expect(asked(fake, "reprint")).toBeUndefined();
});
