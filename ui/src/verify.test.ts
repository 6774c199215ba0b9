import { fireEvent, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Finding } from "./lib/bindings/Finding";
import findings from "./lib/bindings/Finding.ts?raw";
import { en } from "./lib/i18n/en";
import { fa } from "./lib/i18n/fa";
import { LOOKS } from "./lib/proof/look";
import { faults, openWindow, press } from "./test/mount";

const CODE = "LIC1:RRQT9P60GO0";

async function openScreen(finding?: Finding) {
  const fake = openWindow(finding === undefined ? {} : { finding });
  await screen.findAllByTestId("queue-item");
  press("Digit4", { altKey: true });
  await screen.findByTestId("verify-screen");
  await waitFor(() => {
    expect(screen.getByTestId("verify-text")).toHaveFocus();
  });
  return fake;
}

test("a scanner types into the field that waits for it, and Enter checks", async () => {
  const fake = await openScreen();
  expect(screen.getByTestId("verify-empty")).toBeVisible();
  await userEvent.keyboard(`${CODE}{Enter}`);
  const proof = await screen.findByTestId("proof");
  expect(proof).toHaveAttribute("data-finding", "provisional");
  expect(fake.calls.at(-1)).toEqual({ name: "verify", request: { text: CODE } });
  expect(screen.getByTestId("proof-sample")).toHaveTextContent("نمونه");
  expect(screen.getByTestId("proof-holder")).toHaveTextContent("مریم نمونه‌ای فراهانی");
  expect(screen.getByTestId("proof-lists")).toHaveTextContent("فهرست وضعیت ۳ آذر ۱۴۰۵");
  expect(screen.getByTestId("announcer")).toHaveTextContent("مجوز اصیل و موقت است");
  // the next scan replaces the last
  await userEvent.keyboard("سلام{Enter}");
  await waitFor(() => {
    expect(screen.getByTestId("proof")).toHaveAttribute("data-finding", "unreadable");
  });
  expect(fake.calls.at(-1)).toEqual({ name: "verify", request: { text: "سلام" } });
  expect(await faults()).toEqual([]);
});

test("Escape clears, and nothing typed is asked for", async () => {
  const fake = await openScreen();
  await userEvent.keyboard("{Enter}");
  expect(await screen.findByTestId("verify-problem")).toHaveTextContent("نخست کد را بخوانید");
  await userEvent.keyboard(CODE);
  press("Escape");
  expect(await screen.findByTestId("verify-empty")).toBeVisible();
  expect(screen.getByTestId("verify-text")).toHaveValue("");
  expect(fake.calls.some((one) => one.name === "verify")).toBe(false);
});

test("what is much longer than a code does not cross the door", async () => {
  const fake = await openScreen();
  await fireEvent.input(screen.getByTestId("verify-text"), { target: { value: "LIC1:".repeat(2_000) } });
  await userEvent.click(screen.getByTestId("verify-check"));
  expect(await screen.findByTestId("verify-problem")).toHaveTextContent("بلندتر از کد مجوز");
  expect(fake.calls.some((one) => one.name === "verify")).toBe(false);
});

test("a file that is no picture is refused by name", async () => {
  await openScreen();
  const file = new File(["%PDF-1.7"], "licence.pdf", { type: "image/png" });
  await userEvent.upload(screen.getByTestId("verify-file"), file);
  expect(await screen.findByTestId("verify-problem")).toHaveTextContent("PNG یا JPEG نیست");
  await fireEvent.drop(screen.getByTestId("verify-screen"), { dataTransfer: { files: [file] } });
  expect(await screen.findByTestId("verify-problem")).toBeVisible();
});

test("a refusal of the desk is shown with its hint", async () => {
  const fake = await openScreen();
  fake.refuse.set("verify", { code: "internal", message: "خطایی رخ داد.", hint: "دوباره بکوشید." });
  await userEvent.keyboard(`${CODE}{Enter}`);
  expect(await screen.findByTestId("error-banner")).toHaveTextContent("دوباره بکوشید");
});

const FINDINGS = [...findings.matchAll(/"(\w+)"/g)].map((one) => one[1] as Finding);

test("every finding has its words in both languages, and a look of its own or of its kind", () => {
  expect(FINDINGS).toHaveLength(14);
  for (const { proof } of [fa, en]) expect(Object.keys(proof.findings).toSorted()).toEqual(FINDINGS.toSorted());
  const looks = new Set(FINDINGS.map((finding) => JSON.stringify(LOOKS[finding])));
  // three are not genuine, and four could not be told
  expect(looks.size).toBe(FINDINGS.length - 5);
  const signs = new Set([...looks].map((look) => (JSON.parse(look) as { icon: string }).icon));
  expect(signs.size).toBe(looks.size);
});

test("what could not be told is never said to be forged", async () => {
  await openScreen("issuerUnknown");
  await userEvent.keyboard(`${CODE}{Enter}`);
  expect(await screen.findByTestId("proof")).toHaveTextContent("به معنای ساختگی‌بودن نیست");
  expect(screen.queryByTestId("proof-holder")).toBeNull();
});
