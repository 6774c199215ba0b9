import { expect, test } from "vitest";
import { moved, placeAt } from "./place";

const upright = { left: 100, top: 50, width: 200, height: 400 };
const sideways = { left: 100, top: 50, width: 400, height: 200 };

test("a place on the scan is the same however the scan is turned", () => {
  // a quarter of the width from the left, a tenth of the height from the top
  const place = { x: 250, y: 100 };
  expect(placeAt(upright, 0, 150, 90)).toEqual(place);
  expect(placeAt(sideways, 1, 100 + 400 * 0.9, 50 + 200 * 0.25)).toEqual(place);
  expect(placeAt(upright, 2, 100 + 200 * 0.75, 50 + 400 * 0.9)).toEqual(place);
  expect(placeAt(sideways, 3, 100 + 400 * 0.1, 50 + 200 * 0.75)).toEqual(place);
});

test("an arrow key moves the aim as it is seen", () => {
  expect(moved({ x: 500, y: 500 }, 0, "ArrowRight", 25)).toEqual({ x: 525, y: 500 });
  // turned once clockwise, the page's top is at the right of the screen
  expect(moved({ x: 500, y: 500 }, 1, "ArrowRight", 25)).toEqual({ x: 500, y: 475 });
  expect(moved({ x: 990, y: 500 }, 0, "ArrowRight", 25)).toEqual({ x: 1000, y: 500 });
  expect(moved({ x: 1, y: 1 }, 0, "Tab", 25)).toBeNull();
});
