/* Signatures, checked by one implementation in every browser, so that every browser finds the same. */
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { joined, same } from "./bytes";

const { Point } = ed25519;
/** The order of the group that the keys are of. */
const ORDER = Point.Fn.ORDER;

/** Whether bytes are a key at all. */
export function isKey(key: Uint8Array): boolean {
  try {
    Point.fromBytes(key, true);
    return key.length === 32;
  } catch {
    return false;
  }
}

/** A number whose lowest byte comes first. */
const numberOf = (bytes: Uint8Array): bigint => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

/** Checks strictly, as the verifier in Rust does: neither key nor first half of small order, the second half below the group's
    order, and the first half byte for byte what the rest makes of it. The library's own check multiplies by the cofactor, and takes
    a first half to which a point of small order was added. */
export function isSigned(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    if (signature.length !== 64) return false;
    const [first, second] = [signature.slice(0, 32), numberOf(signature.slice(32))];
    const [signer, given] = [Point.fromBytes(key, true), Point.fromBytes(first, true)];
    if (second >= ORDER || signer.isSmallOrder() || given.isSmallOrder()) return false;
    const challenge = numberOf(sha512(joined(first, key, message))) % ORDER;
    const made = Point.BASE.multiplyUnsafe(second).subtract(signer.multiplyUnsafe(challenge));
    return same(made.toBytes(), first);
  } catch {
    return false;
  }
}
