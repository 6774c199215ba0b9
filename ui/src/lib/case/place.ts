/* Places on a scan, in per mille of the page, whatever its size and rotation on the screen. */

export interface Place {
  x: number;
  y: number;
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const inside = (value: number): number => Math.min(1000, Math.max(0, Math.round(value)));

/** Which place of the page lies under a point of the screen; `box` is the page as it is seen, turned. */
export function placeAt(box: Box, turns: number, left: number, top: number): Place {
  const across = (left - box.left) / box.width;
  const down = (top - box.top) / box.height;
  switch (((turns % 4) + 4) % 4) {
    case 1:
      return { x: inside(down * 1000), y: inside((1 - across) * 1000) };
    case 2:
      return { x: inside((1 - across) * 1000), y: inside((1 - down) * 1000) };
    case 3:
      return { x: inside((1 - down) * 1000), y: inside(across * 1000) };
    default:
      return { x: inside(across * 1000), y: inside(down * 1000) };
  }
}

/** A place moved by an arrow key, as it is seen on the turned page. */
export function moved(place: Place, turns: number, code: string, step: number): Place | null {
  const seen: Record<string, [number, number]> = {
    ArrowRight: [1, 0],
    ArrowLeft: [-1, 0],
    ArrowDown: [0, 1],
    ArrowUp: [0, -1],
  };
  const way = seen[code];
  if (!way) return null;
  let [dx, dy] = way;
  for (let turn = 0; turn < ((turns % 4) + 4) % 4; turn += 1) [dx, dy] = [dy, -dx];
  return { x: inside(place.x + dx * step), y: inside(place.y + dy * step) };
}
