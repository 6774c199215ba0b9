import { fireEvent, screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { openCase } from "./lib/state/route.svelte";
import { faults, openWindow, press } from "./test/mount";

test("the form of a refusal counts along while its explanation is written", async () => {
  const fake = openWindow();
  await screen.findAllByTestId("queue-item");
  openCase("case-0");
  await screen.findByTestId("case-heading");
  press("F8");
  const explanation = await screen.findByTestId("field-explanation");
  await waitFor(() => {
    expect(screen.getByTestId("own-words")).toHaveTextContent("۰ از دست‌کم ۵ واژهٔ گویا");
  });
  await fireEvent.input(explanation, { target: { value: "مهر گواهی ناخواناست" } });
  await waitFor(() => {
    expect(screen.getByTestId("own-words")).toHaveTextContent("۳ از دست‌کم ۵ واژهٔ گویا");
  });
  expect(await faults()).toEqual([]);
  const enough = "مهر گواهی ناخواناست و صادرکننده شماره‌اش را نیافت";
  await fireEvent.input(explanation, { target: { value: enough } });
  await waitFor(() => { expect(screen.getByTestId("own-words")).toHaveTextContent(/^$/); });
  const weighed = fake.calls.filter((one) => one.name === "weigh_explanation");
  expect(weighed.at(-1)?.request).toMatchObject({ text: enough });
});
