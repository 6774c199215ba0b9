/* How a message begins (docs/licence-proof.md), which says how long it is. */
import { same } from "./bytes";

/** Tag 18 and an array of four. */
export const HEAD = [0xd2, 0x84];
/** `{ 1: -8 (EdDSA), 4: a name of eight bytes }` in a byte string. */
export const PROTECTED = [0x4d, 0xa2, 0x01, 0x27, 0x04, 0x48];
/** The name and the empty map behind the header. */
const BEFORE_PAYLOAD = HEAD.length + PROTECTED.length + 8 + 1;
/** A byte string of 64. */
const SIGNATURE = 2 + 64;

/** How many bytes a message has that begins with these twenty; `null` if none does. */
export function messageLength(beginning: Uint8Array): number | null {
  const fixed = new Uint8Array([...HEAD, ...PROTECTED]);
  const [unprotected, head = 0, high = 0, low = 0] = beginning.slice(BEFORE_PAYLOAD - 1);
  if (!same(beginning.slice(0, fixed.length), fixed) || unprotected !== 0xa0) return null;
  if (head >= 0x40 && head <= 0x57) return BEFORE_PAYLOAD + 1 + (head - 0x40) + SIGNATURE;
  if (head === 0x58) return BEFORE_PAYLOAD + 2 + high + SIGNATURE;
  if (head === 0x59) return BEFORE_PAYLOAD + 3 + high * 256 + low + SIGNATURE;
  return null;
}
