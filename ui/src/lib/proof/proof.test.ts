import encodeQR from "qr";
import { expect, test } from "vitest";
import { codesIn, type Pixels } from "./codes";
import { MOST_BYTES, readPicture } from "./picture";
import { KeysTyped } from "./scanner";
import { sizeOf } from "./size";

const CODE = "https://parvaneh.example/v#LIC1:RRQT-9P60GO0/T9LK6FYNF$08CKMGEFN090E71WY0ZNDP9QR-0Z";

/** White paper with codes on it, one beside the other. */
function paper(...texts: string[]): Pixels {
  const side = 400;
  const width = side * Math.max(1, texts.length);
  const data = new Uint8ClampedArray(width * side * 4).fill(255);
  texts.forEach((text, place) => {
    encodeQR(text, "raw", { ecc: "medium", border: 4, scale: 6 }).forEach((row, y) => {
      row.forEach((dark, x) => {
        if (dark) data.fill(0, (y * width + place * side + x) * 4, (y * width + place * side + x) * 4 + 3);
      });
    });
  });
  return { width, height: side, data };
}

const png = (width: number, height: number): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return bytes;
};

const file = (bytes: Uint8Array<ArrayBuffer>): Blob => new Blob([bytes]);
const reading = (pixels: Pixels) => readPicture(file(png(800, 400)), () => Promise.resolve(pixels));

test("the size of a picture is read from its first bytes", () => {
  expect(sizeOf(png(1_241, 1_754))).toEqual({ width: 1_241, height: 1_754 });
  const jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xff, 0xc2, 0, 17, 8, 0x06, 0xda, 0x04, 0xd9, 3, 0, 0];
  expect(sizeOf(new Uint8Array(jpeg))).toEqual({ width: 1_241, height: 1_754 });
  for (const other of [[], [0xff], [0xff, 0xd8], [0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff], [0x47, 0x49, 0x46]]) {
    expect(sizeOf(new Uint8Array(other))).toBeNull();
  }
});

test("the code in a picture is read, and two are told from one", async () => {
  expect(codesIn(paper(CODE))).toEqual([CODE]);
  expect(codesIn(paper(CODE, CODE))).toEqual([CODE]);
  expect(codesIn(paper())).toEqual([]);
  expect(await reading(paper(CODE))).toEqual({ text: CODE });
  expect(await reading(paper(CODE, CODE.replace("RRQT", "RRQA")))).toEqual({ problem: "severalCodes" });
  expect(await reading(paper("https://parvaneh.example/v/1", CODE))).toEqual({ text: CODE });
  expect(await reading(paper("https://parvaneh.example/v/1"))).toEqual({ text: "https://parvaneh.example/v/1" });
  expect(await reading(paper())).toEqual({ problem: "noCode" });
});

test("what is no picture, or too large a one, is never unpacked", async () => {
  const never = (): Promise<Pixels> => Promise.reject(new Error("it was unpacked"));
  const ask = (bytes: Uint8Array<ArrayBuffer>) => readPicture(file(bytes), never);
  expect(await ask(png(60_000, 60_000))).toEqual({ problem: "tooLarge" });
  expect(await ask(new Uint8Array(MOST_BYTES + 1))).toEqual({ problem: "tooLarge" });
  expect(await ask(new TextEncoder().encode("%PDF-1.7"))).toEqual({ problem: "notAPicture" });
  expect(await ask(png(0, 10))).toEqual({ problem: "notAPicture" });
  // one that begins as a picture and cannot be unpacked
  expect(await ask(png(10, 10))).toEqual({ problem: "notAPicture" });
});

/** The keys of a Latin keyboard, as a scanner presses them. */
function keysOf(text: string): KeyboardEvent[] {
  const shifted: Record<string, string> = { "#": "Digit3", $: "Digit4", "+": "Equal", ":": "Semicolon" };
  const plain: Record<string, string> = { "-": "Minus", ".": "Period", "/": "Slash" };
  return [...text].flatMap((letter) => {
    const upper = /[A-Z]/.test(letter);
    const code = /[a-z]/i.test(letter) ? `Key${letter.toUpperCase()}` : (shifted[letter] ?? plain[letter] ?? `Digit${letter}`);
    const shiftKey = upper || shifted[letter] !== undefined;
    const key = new KeyboardEvent("keydown", { code, shiftKey });
    return shiftKey ? [new KeyboardEvent("keydown", { code: "ShiftLeft", shiftKey }), key] : [key];
  });
}

test("a scanner that types through the Persian layout is understood", () => {
  const code = "LIC1:09$AB+CD-EF/G:HZ";
  const typed = new KeysTyped();
  for (const event of keysOf(code)) typed.press(event);
  expect(typed.meant("مهؤ۱:۰۹﷼")).toBe(code);
  const link = new KeysTyped();
  for (const event of keysOf(`https://parvaneh.example/v#${code}`)) link.press(event);
  expect(link.meant("اففحس://")).toBe(`HTTPS://PARVANEH.EXAMPLE/V#${code}`);
  // what arrived as a code is taken as it is
  expect(typed.meant(`${code}X`)).toBe(`${code}X`);
});

test("a text that was edited is what stands in the field", () => {
  const typed = new KeysTyped();
  for (const event of keysOf("LIC1:AB")) typed.press(event);
  typed.press(new KeyboardEvent("keydown", { code: "Backspace" }));
  expect(typed.meant("سلام")).toBe("سلام");
});
