import { render, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { dayFromToday } from "../../test/days";
import { caseView, queueItems } from "../../test/fixtures";
import FactsPane from "./FactsPane.svelte";

const [item] = queueItems(1);
if (!item) throw new Error("a case");
const plain = caseView(item);
const licensed = {
  ...plain,
  licence: {
    number: "900000000150",
    standing: "registered" as const,
    issued: dayFromToday(-9),
    validUntil: dayFromToday(900),
    firstSignature: "مریم رستگار",
    secondSignature: "زهرا محمدی‌فر",
  },
};
const paper = plain.printables.map((one) => ({ ...one, document: "licence" as const }));

test.each([
  ["a bank, which writes no paper", [], null, null],
  ["an agency that handed the case over", plain.printables, "اسناد", null],
  ["the labour office", paper, "اسناد", "چاپ مجوز"],
])("printing is offered as far as the office writes papers: %s", (_, printables, papers, licence) => {
  render(FactsPane, { props: { view: { ...licensed, printables } } });
  expect(screen.queryByTestId("go-papers")?.textContent.trim() ?? null).toBe(papers);
  expect(screen.queryByTestId("go-print")?.textContent.trim() ?? null).toBe(licence);
});
