/* The texts of the QR codes in a picture. */
import decodeQR from "qr/decode.js";

export interface Pixels {
  width: number;
  height: number;
  /** Red, green, blue and alpha of each. */
  data: Uint8ClampedArray;
}

/** So many codes are looked for: more than one is too many anyway. */
const MOST = 2;

interface Found {
  text: string;
  corners: { x: number; y: number }[];
}

function find(pixels: Pixels): Found | null {
  let corners: Found["corners"] = [];
  try {
    const text = decodeQR(pixels, {
      pointsOnDetect: ({ outline }) => {
        corners = outline;
      },
    });
    return { text, corners };
  } catch {
    // there is none that can be read
    return null;
  }
}

/** Paints over the box around a code, so that the next search finds another. */
function cover(pixels: Pixels, corners: Found["corners"]): void {
  const within = (value: number, most: number): number => Math.min(Math.max(Math.round(value), 0), most);
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const [left, right] = [within(Math.min(...xs), pixels.width), within(Math.max(...xs), pixels.width)];
  const [top, end] = [within(Math.min(...ys), pixels.height), within(Math.max(...ys), pixels.height)];
  for (let row = top; row < end; row += 1) {
    pixels.data.fill(255, (row * pixels.width + left) * 4, (row * pixels.width + right) * 4);
  }
}

/** The different texts in a picture, which is painted over on the way. */
export function codesIn(pixels: Pixels): string[] {
  const texts = new Set<string>();
  for (let tries = 0; tries < MOST + 1 && texts.size < MOST; tries += 1) {
    const found = find(pixels);
    if (found === null || found.corners.length === 0) {
      if (found !== null) texts.add(found.text);
      break;
    }
    texts.add(found.text);
    cover(pixels, found.corners);
  }
  return [...texts];
}
