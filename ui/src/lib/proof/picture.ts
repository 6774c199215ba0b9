/* A picture of a licence, and the code in it. Nothing of it is kept. */
import { codesIn, type Pixels } from "./codes";
import { sizeOf } from "./size";

export type PictureProblem = "notAPicture" | "tooLarge" | "noCode" | "severalCodes";
export type PictureAnswer = { text: string } | { problem: PictureProblem };

export const MOST_BYTES = 32 * 1024 * 1024;
export const MOST_PIXELS = 60_000_000;
/** What a picture is shrunk to before it is looked at: its longer side. */
const LONGER_SIDE = 4_096;
/** A code that is too noisy to be read is often read in a smaller picture, whose pixels are the mean of several. */
const SCALES = [1, 0.5];

/** Unpacks a picture at most so large. */
export type Unpack = (file: Blob, longerSide: number) => Promise<Pixels>;

/** Reads the one code in a picture file. */
export async function readPicture(file: Blob, unpack: Unpack = unpacked): Promise<PictureAnswer> {
  if (file.size > MOST_BYTES) return { problem: "tooLarge" };
  const size = sizeOf(new Uint8Array(await file.arrayBuffer()));
  if (size === null || size.width === 0 || size.height === 0) return { problem: "notAPicture" };
  if (size.width * size.height > MOST_PIXELS) return { problem: "tooLarge" };
  for (const scale of SCALES) {
    let pixels: Pixels;
    try {
      pixels = await unpack(file, Math.min(LONGER_SIDE, Math.max(size.width, size.height)) * scale);
    } catch {
      return { problem: "notAPicture" };
    }
    const texts = codesIn(pixels);
    const licences = texts.filter((text) => text.includes("LIC1:"));
    // another code beside the licence's, such as an address, is not in its way
    const [first] = licences.length > 0 ? licences : texts;
    if (licences.length > 1) return { problem: "severalCodes" };
    if (first !== undefined) return { text: first };
  }
  return { problem: "noCode" };
}

async function unpacked(file: Blob, longerSide: number): Promise<Pixels> {
  const picture = await createImageBitmap(file);
  try {
    const scale = longerSide / Math.max(picture.width, picture.height);
    const width = Math.max(1, Math.round(picture.width * scale));
    const height = Math.max(1, Math.round(picture.height * scale));
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    if (pen === null) throw new Error("there is nothing to draw with");
    pen.imageSmoothingQuality = "high";
    pen.drawImage(picture, 0, 0, width, height);
    return pen.getImageData(0, 0, width, height);
  } finally {
    picture.close();
  }
}
