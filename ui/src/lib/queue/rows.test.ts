import { expect, test } from "vitest";
import { queueItems } from "../../test/fixtures";
import type { QueueGroupView } from "../bindings/QueueGroupView";
import { scrollTo, successor, topOf, windowOf } from "./rows";

const SIZES = { heading: 32, item: 58 };
const items = queueItems(5_000);
const groups: QueueGroupView[] = [
  { urgency: "critical", count: 3, items: items.slice(0, 3) },
  { urgency: "later", count: 4_997, items: items.slice(3) },
];

test("of thousands of rows only those in sight are drawn", () => {
  const windows = windowOf(groups, SIZES, 100_000, 600);
  const drawn = windows.flatMap((one) => one.items);
  expect(drawn.length).toBeLessThan(30);
  const last = windows[1];
  expect(last?.items[0]?.id).toBe(items[last?.first ?? 0]?.id);
  // what is in the middle of the window is drawn
  const middle = Math.floor((100_300 - 2 * SIZES.heading) / SIZES.item);
  expect(drawn.map((one) => one.id)).toContain(items[middle]?.id);
});

test("groups are as high as all their rows, so that the scroll bar does not jump", () => {
  const [first, second] = windowOf(groups, SIZES, 0, 600);
  expect(first?.height).toBe(32 + 3 * 58);
  expect(second?.height).toBe(32 + 4_997 * 58);
});

test("a row's place counts the headings before it", () => {
  expect(topOf(groups, SIZES, 0)).toBe(32);
  expect(topOf(groups, SIZES, 3)).toBe(32 + 3 * 58 + 32);
});

test("a selected row is brought into sight below the heading, and not moved when it is there", () => {
  expect(scrollTo(500, SIZES, 400, 600)).toBe(400);
  expect(scrollTo(410, SIZES, 400, 600)).toBe(378);
  expect(scrollTo(1_200, SIZES, 400, 600)).toBe(658);
});

test("when the selected row leaves, the next one is selected, else the one before", () => {
  const before = items.slice(0, 4);
  const [a, b, c, d] = before;
  if (!a || !b || !c || !d) throw new Error("there are four");
  expect(successor(before, [a, c, d], b.id)).toBe(c);
  expect(successor(before, [a, b, c], d.id)).toBe(c);
  expect(successor(before, [], d.id)).toBeUndefined();
  expect(successor(before, [c, d], "gone")).toBe(c);
});
