/* Bytes, as hexadecimal and in the 41 letters of a code. */

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$+-/:";

export function ofHex(hex: string): Uint8Array<ArrayBuffer> {
  const pairs = hex.match(/../g) ?? [];
  return new Uint8Array(pairs.map((pair) => Number.parseInt(pair, 16)));
}

export function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

export function joined(...parts: (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const ascii = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** In how many letters so many bytes are written. */
export const lettersOf = (bytes: number): number => Math.floor(bytes / 2) * 3 + (bytes % 2) * 2;

/** Reads the letters of a code; `null` if they are not exactly what bytes are written as. */
export function ofLetters(text: string): Uint8Array<ArrayBuffer> | null {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const group = [...text.slice(at, at + 3)].map((letter) => LETTERS.indexOf(letter));
    if (group.length < 2 || group.includes(-1)) return null;
    const value = group.reduceRight((sum, place) => sum * LETTERS.length + place, 0);
    if (value > (group.length === 3 ? 0xffff : 0xff)) return null;
    if (group.length === 3) bytes.push(value >> 8);
    bytes.push(value & 0xff);
  }
  return new Uint8Array(bytes);
}
