/* The arithmetic of a long list: which rows can be seen, and what follows a row that left. */
import type { QueueGroupView } from "../bindings/QueueGroupView";
import type { QueueItemView } from "../bindings/QueueItemView";

export interface RowSizes {
  /** Height of a group's heading. */
  heading: number;
  /** Height of an item. */
  item: number;
}

export interface GroupWindow {
  group: QueueGroupView;
  /** Height of the whole group with its heading. */
  height: number;
  /** Height of the items before the first that is drawn. */
  before: number;
  /** The items that are drawn, and the place of the first in the whole list, from 0. */
  items: QueueItemView[];
  first: number;
}

/** How many items are drawn beyond either edge. */
const MARGIN = 6;

/** For each group, what has to be drawn of it so that `top..top+height` is filled. */
export function windowOf(
  groups: QueueGroupView[],
  sizes: RowSizes,
  top: number,
  height: number,
): GroupWindow[] {
  let start = 0;
  let place = 0;
  return groups.map((group) => {
    const count = group.items.length;
    const itemsTop = start + sizes.heading;
    const from = Math.floor((top - itemsTop) / sizes.item) - MARGIN;
    const to = Math.ceil((top + height - itemsTop) / sizes.item) + MARGIN;
    const first = clamp(from, 0, count);
    const last = clamp(to, first, count);
    const drawn: GroupWindow = {
      group,
      height: sizes.heading + count * sizes.item,
      before: first * sizes.item,
      items: group.items.slice(first, last),
      first: place + first,
    };
    start += drawn.height;
    place += count;
    return drawn;
  });
}

/** Where the item at `place` (counted over all groups) begins. */
export function topOf(groups: QueueGroupView[], sizes: RowSizes, place: number): number {
  let top = 0;
  let left = place;
  for (const group of groups) {
    top += sizes.heading;
    if (left < group.items.length) return top + left * sizes.item;
    top += group.items.length * sizes.item;
    left -= group.items.length;
  }
  return top;
}

/** Where to scroll so that a row can be seen whole, below the heading that sticks to the top. */
export function scrollTo(
  rowTop: number,
  sizes: RowSizes,
  top: number,
  height: number,
): number {
  if (rowTop - sizes.heading < top) return rowTop - sizes.heading;
  if (rowTop + sizes.item > top + height) return rowTop + sizes.item - height;
  return top;
}

const clamp = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), high);

/** After a row has left the list: the next one that is still there, else the one before, else the first. */
export function successor(
  before: QueueItemView[],
  after: QueueItemView[],
  left: string | null,
): QueueItemView | undefined {
  const at = before.findIndex((one) => one.id === left);
  if (at < 0) return after[0];
  const still = new Map(after.map((one) => [one.id, one]));
  for (const one of [...before.slice(at + 1), ...before.slice(0, at).toReversed()]) {
    const found = still.get(one.id);
    if (found) return found;
  }
  return after[0];
}

/** The groups with what came later added to them. A case that has moved meanwhile is there once. */
export function joined(groups: QueueGroupView[], later: QueueGroupView[]): QueueGroupView[] {
  const there = new Set(groups.flatMap((group) => group.items.map((one) => one.id)));
  const more = later.map((group) => ({
    ...group,
    items: group.items.filter((one) => !there.has(one.id)),
  }));
  const result = groups.map((group) => {
    const added = more.find((one) => one.urgency === group.urgency);
    return added ? { ...group, items: [...group.items, ...added.items] } : group;
  });
  const known = new Set(groups.map((group) => group.urgency));
  return [...result, ...more.filter((group) => !known.has(group.urgency))];
}
