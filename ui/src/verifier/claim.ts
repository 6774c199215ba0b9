/* The message in a code and the claim in it. */
import type { ActivityView } from "../lib/bindings/ActivityView";
import { ascii, joined, same } from "./bytes";
import { NotCanonical, Reader } from "./cbor";
import { dayOf, endOf, isDay, isMidnight } from "./days";
import { HEAD, PROTECTED } from "./message";
import { readings, type Reading } from "./pasted";

const LICENCE = -70_001;
const LAST_SERIAL = 9_999_999_999;
/** The first serial of samples, which no registry leases. */
export const FIRST_SAMPLE = 9_000_000_001;
const HOLDER_BYTES = 72;
const TITLE_BYTES = 40;
const SHEETS = 0xffff_ffff;
const KINDS: ActivityView[] = ["independent", "covered", "supporterNatural", "supporterLegal"];
/** What a code of the catalogue is written with. */
export const isCode = (text: string): boolean => /^[A-Za-z0-9_./-]{1,40}$/.test(text);

export interface Claim {
  serial: number;
  kind: ActivityView;
  holder: string;
  field: string;
  title: string;
  issuedAt: number;
  validUntil: number;
  /** The last day of a provisional paper. */
  provisionalUntil: number | null;
  sheet: number;
}

export interface Message extends Reading {
  /** The name of the block's certificate. */
  name: Uint8Array<ArrayBuffer>;
  claim: Claim;
  signed: Uint8Array<ArrayBuffer>;
  signature: Uint8Array<ArrayBuffer>;
}

/** The licence's code in a text, in its one spelling. Of two codes nobody can tell which is meant. */
export function readCode(text: string): Message | null {
  const [first, ...others] = readings(text).flatMap(messageOf);
  if (first === undefined || others.some((other) => !same(other.bytes, first.bytes))) return null;
  return {
    ...first,
    isCertain: [first, ...others].some(({ isCertain }) => isCertain),
    hosts: [first, ...others].flatMap(({ hosts }) => hosts),
  };
}

function messageOf(reading: Reading): Message[] {
  try {
    const read = message(reading.bytes);
    return read ? [{ ...read, ...reading }] : [];
  } catch (cause) {
    if (cause instanceof NotCanonical) return [];
    throw cause;
  }
}

function message(bytes: Uint8Array<ArrayBuffer>): Omit<Message, keyof Reading> | null {
  const reader = new Reader(bytes);
  if (!same(reader.take(2), new Uint8Array(HEAD))) return null;
  if (!same(reader.take(PROTECTED.length), new Uint8Array(PROTECTED))) return null;
  const name = reader.take(8);
  reader.map(0);
  const payload = reader.bytes();
  const signature = reader.bytes();
  reader.end();
  const claim = claimOf(new Reader(payload));
  if (claim === null || signature.length !== 64) return null;
  const head = payload.length < 24 ? [0x40 + payload.length] : payload.length < 256 ? [0x58, payload.length] : [0x59, payload.length >> 8, payload.length & 0xff];
  const signed = joined([0x84, 0x6a], ascii("Signature1"), PROTECTED, name, [0x40], head, payload);
  return { name, claim, signed, signature };
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

function claimOf(reader: Reader): Claim | null {
  reader.map(4);
  const expires = reader.key(4).integer();
  const issuedAt = reader.key(6).integer();
  const event = reader.key(7).bytes();
  reader.key(LICENCE).map(8);
  const serial = reader.key(1).unsigned();
  const kind = KINDS[reader.key(2).unsigned()];
  const holder = reader.key(3).text();
  const field = reader.key(4).text();
  const title = reader.key(5).text();
  const validUntil = reader.key(6).integer();
  const standing = reader.key(7).unsigned();
  const sheet = reader.key(8).unsigned();
  reader.end();
  const good =
    event.length === 16 &&
    serial >= 1 &&
    serial <= LAST_SERIAL &&
    bytesOf(holder) <= HOLDER_BYTES &&
    bytesOf(title) <= TITLE_BYTES &&
    isCode(field) &&
    isDay(validUntil) &&
    isDay(dayOf(issuedAt)) &&
    sheet <= SHEETS;
  const inTime =
    standing === 1
      ? expires === endOf(validUntil)
      : standing === 0 && isMidnight(expires) && isDay(dayOf(expires)) && isDay(dayOf(expires) - 1);
  if (!good || !inTime || kind === undefined) return null;
  const provisionalUntil = standing === 0 ? dayOf(expires) - 1 : null;
  return { serial, kind, holder, field, title, issuedAt, validUntil, provisionalUntil, sheet };
}
