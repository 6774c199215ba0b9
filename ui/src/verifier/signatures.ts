/* Signatures, checked by one implementation in every browser, so that every browser finds the same. */
import { ed25519 } from "@noble/curves/ed25519.js";

/** Whether bytes are a key at all. */
export function isKey(key: Uint8Array): boolean {
  try {
    ed25519.Point.fromBytes(key, true);
    return key.length === 32;
  } catch {
    return false;
  }
}

/** Checks strictly: the second half below the group's order, no key of small order. */
export function isSigned(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
}
