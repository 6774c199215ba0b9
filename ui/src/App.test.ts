import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import App from "./App.svelte";

test("a typed name is shown as it was typed", async () => {
  render(App);
  await userEvent.type(screen.getByLabelText("نام متقاضی"), "می‌رود");
  expect(screen.getByTestId("greeting")).toHaveTextContent("نام: می‌رود");
});
