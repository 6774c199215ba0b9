import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import published from "../../../docs/vectors/licence-proof.json";
import { en } from "../lib/i18n/en";
import { fa } from "../lib/i18n/fa";
import { ofHex } from "./bytes";
import Page from "./Page.svelte";
import { LANGUAGES } from "./words";

const TEXT = published.vectors[0]?.text ?? "";
const bytesOf = (name: keyof typeof published.lists) => ofHex(published.lists[name]);

function open(lists: { trust?: keyof typeof published.lists; status?: keyof typeof published.lists } = {}): void {
  const list = (name?: keyof typeof published.lists) => (name === undefined ? null : bytesOf(name));
  const root = ofHex(published.root);
  const host = "parvaneh.example";
  render(Page, { sources: { root, trust: list(lists.trust), status: list(lists.status), sample: true, host } });
}

async function check(text: string): Promise<void> {
  await fireEvent.input(screen.getByTestId("code"), { target: { value: text } });
  await userEvent.click(screen.getByTestId("check"));
}

beforeEach(() => {
  vi.spyOn(Date, "now").mockReturnValue(Date.parse("2026-11-24T08:30:00Z"));
  Element.prototype.scrollIntoView = () => {
    // nothing is laid out here
  };
});

afterEach(() => {
  location.hash = "";
  document.documentElement.lang = "fa";
});

test("a code is judged against the lists in the page, in both languages", async () => {
  open({ trust: "trust", status: "status" });
  await check(TEXT);
  expect(await screen.findByTestId("proof")).toHaveAttribute("data-finding", "valid");
  expect(screen.getByTestId("proof-number")).toHaveTextContent("۰۰۰۰ ۰۱۲۳ ۴۷۱۴");
  expect(screen.getByTestId("proof-sample")).toHaveTextContent("نمونه");
  expect(screen.getByTestId("list-trust")).toHaveTextContent("۲۹ آبان ۱۴۰۵، پذیرفته تا ۲۹ آذر ۱۴۰۵");
  expect(screen.getByTestId("proof-lists")).toHaveTextContent("فهرست وضعیت ۲ آذر ۱۴۰۵");
  const { violations } = await axe.run(document.body, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  expect(violations.map((one) => one.id)).toEqual([]);
  await userEvent.click(screen.getByTestId("language"));
  expect(screen.getByTestId("proof")).toHaveTextContent("The licence is genuine and valid");
  expect(document.documentElement).toHaveAttribute("dir", "ltr");
});

test("the link of a paper is followed to its answer, and another one on the same page too", async () => {
  location.hash = `#${TEXT}`;
  open({ trust: "trust", status: "status" });
  expect(await screen.findByTestId("proof")).toHaveAttribute("data-finding", "valid");
  expect(screen.queryByTestId("proof-other-host")).toBeNull();
  location.hash = `#${TEXT.slice(0, -9)}`;
  await waitFor(() => {
    expect(screen.getByTestId("proof")).toHaveAttribute("data-finding", "unreadable");
  });
});

test("the page warns of a link that another host made, in both languages", async () => {
  open({ trust: "trust", status: "status" });
  await check(`https://parvaneh.example/v#${TEXT}`);
  expect(await screen.findByTestId("proof")).toHaveAttribute("data-finding", "valid");
  expect(screen.queryByTestId("proof-other-host")).toBeNull();
  await check(`https://parvaneh-example.ir/v#${TEXT}`);
  expect(await screen.findByTestId("proof-other-host")).toHaveTextContent("parvaneh-example.ir");
  await userEvent.click(screen.getByTestId("language"));
  expect(screen.getByTestId("proof-other-host")).toHaveTextContent("The link leads to parvaneh-example.ir");
});

test("newer lists are taken from files, and what is no list leaves the old one", async () => {
  open();
  await check(TEXT);
  expect(await screen.findByTestId("proof")).toHaveAttribute("data-finding", "issuerUnknown");
  await userEvent.upload(screen.getByTestId("load-trust"), new File([bytesOf("trust")], "trust.list"));
  await waitFor(() => {
    expect(screen.getByTestId("proof")).toHaveAttribute("data-finding", "valid");
  });
  expect(screen.getByTestId("proof-lists")).toHaveTextContent("تعلیق و لغو بررسی نشد");
  await userEvent.upload(screen.getByTestId("load-status"), new File([bytesOf("statusOfLastMonth")], "status.list"));
  await waitFor(() => {
    expect(screen.getByTestId("proof-lists")).toHaveTextContent("بیش از یک هفته پیش");
  });
  await userEvent.upload(screen.getByTestId("load-status"), new File([bytesOf("statusByTheWorkstation")], "status.list"));
  expect(await screen.findByTestId("list-problem")).toHaveTextContent("فهرست پیشین ماند");
  await userEvent.upload(screen.getByTestId("load-trust"), new File(["nothing"], "trust.list"));
  expect(await screen.findByTestId("list-problem")).toHaveTextContent("فهرست اعتمادی نیست");
  expect(screen.getByTestId("proof")).toHaveAttribute("data-finding", "valid");
});

test("a trust list past its last day judges nothing, and says so where the lists are", async () => {
  vi.spyOn(Date, "now").mockReturnValue(Date.parse("2026-12-21T08:30:00Z"));
  open({ trust: "trust", status: "status" });
  await check(TEXT);
  expect(await screen.findByTestId("proof")).toHaveAttribute("data-finding", "trustListTooOld");
  expect(screen.getByText(LANGUAGES.fa.lists.tooOld)).toBeVisible();
});

test("without a camera the page says what to do instead", async () => {
  open();
  await userEvent.click(screen.getByTestId("camera"));
  expect(await screen.findByTestId("camera-problem")).toHaveTextContent("https");
});

test("the page and the desk say the same in the same months", () => {
  expect(LANGUAGES.fa.proof).toBe(fa.proof);
  expect(LANGUAGES.en.proof).toBe(en.proof);
  expect(LANGUAGES.fa.months).toEqual(fa.months);
  expect(LANGUAGES.en.months).toEqual(en.months);
});
