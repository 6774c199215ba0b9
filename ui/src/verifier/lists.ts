/* The trust list, the certificates in it, and the status list. */
import { sha256 } from "@noble/hashes/sha2.js";
import { ascii, joined, same } from "./bytes";
import { NotCanonical, Reader } from "./cbor";
import { isCode } from "./claim";
import { isDay } from "./days";
import { isKey, isSigned } from "./signatures";

/** Not signed by whom it has to be, or not written as it has to be. */
export class NotTrusted extends Error {}

type Bytes = Uint8Array<ArrayBuffer>;

export interface Block {
  key: Bytes;
  office: string;
  first: number;
  last: number;
  useUntil: number;
}

export interface TrustList {
  registry: Bytes;
  issued: number;
  validUntil: number;
  blocks: Bytes[];
}

export interface StatusList {
  issued: number;
  suspended: Set<number>;
  revoked: Set<number>;
}

/** Reads strictly; what cannot be read is not trusted. */
function trusting<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw cause instanceof NotCanonical ? new NotTrusted() : cause;
  }
}

interface Signed {
  body: Bytes;
  signature: Bytes;
}

function outer(bytes: Bytes): Signed {
  const reader = new Reader(bytes);
  if (reader.array() !== 2) throw new NotCanonical();
  const [body, signature] = [reader.bytes(), reader.bytes()];
  reader.end();
  if (signature.length !== 64) throw new NotCanonical();
  return { body, signature };
}

/** Fails unless a key has signed a body for a purpose. */
function demand({ body, signature }: Signed, purpose: string, key: Bytes): void {
  if (!isSigned(key, joined(ascii(`casefeed/1/${purpose}\0`), body), signature)) throw new NotTrusted();
}

function readKey(reader: Reader): Bytes {
  const key = reader.bytes();
  if (!isKey(key)) throw new NotCanonical();
  return key;
}

function readDay(reader: Reader): number {
  const day = reader.integer();
  if (!isDay(day)) throw new NotCanonical();
  return day;
}

function readArray<T>(reader: Reader, item: () => T): T[] {
  const items: T[] = [];
  for (let left = reader.array(); left > 0; left -= 1) items.push(item());
  return items;
}

function openRegistry(bytes: Bytes, root: Bytes): { key: Bytes; validUntil: number } {
  const signed = outer(bytes);
  demand(signed, "registry", root);
  const reader = new Reader(signed.body);
  reader.map(2);
  const key = readKey(reader.key(0));
  const validUntil = readDay(reader.key(1));
  reader.end();
  return { key, validUntil };
}

/** Opens a trust list from the root down. */
export function openTrustList(bytes: Bytes, root: Bytes): TrustList {
  return trusting(() => {
    const signed = outer(bytes);
    const reader = new Reader(signed.body);
    reader.map(5);
    const named = reader.key(0).bytes();
    const registry = openRegistry(reader.key(1).bytes(), root);
    const issued = readDay(reader.key(2));
    const validUntil = readDay(reader.key(3));
    const blocks = readArray(reader.key(4), () => reader.bytes());
    reader.end();
    demand(signed, "trust", registry.key);
    if (!same(named, root) || registry.validUntil < issued) throw new NotTrusted();
    return { registry: registry.key, issued, validUntil, blocks };
  });
}

/** The block of a name; `null` if the list does not have it. */
export function blockOf(list: TrustList, name: Bytes): Block | null {
  const bytes = list.blocks.find((one) => same(sha256(one).subarray(0, 8), name));
  if (bytes === undefined) return null;
  return trusting(() => {
    const signed = outer(bytes);
    demand(signed, "block", list.registry);
    const reader = new Reader(signed.body);
    reader.map(5);
    const key = readKey(reader.key(0));
    const office = reader.key(1).text();
    const first = reader.key(2).unsigned();
    const last = reader.key(3).unsigned();
    const useUntil = readDay(reader.key(4));
    reader.end();
    if (!isCode(office)) throw new NotCanonical();
    return { key, office, first, last, useUntil };
  });
}

/** Opens a status list that the registry of a trust list signed. */
export function openStatusList(bytes: Bytes, trust: TrustList): StatusList {
  return trusting(() => {
    const signed = outer(bytes);
    demand(signed, "status", trust.registry);
    const reader = new Reader(signed.body);
    reader.map(3);
    const issued = readDay(reader.key(0));
    const suspended = new Set(readArray(reader.key(1), () => reader.unsigned()));
    const revoked = new Set(readArray(reader.key(2), () => reader.unsigned()));
    reader.end();
    return { issued, suspended, revoked };
  });
}
