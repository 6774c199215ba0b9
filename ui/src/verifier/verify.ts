/* Checking a code, in the order that the format lays down (docs/licence-proof.md). */
import type { Finding } from "../lib/bindings/Finding";
import type { ProofView } from "../lib/bindings/ProofView";
import { ascii, same } from "./bytes";
import { FIRST_SAMPLE, readCode, type Claim, type Message } from "./claim";
import { dayOf, dayView, timeOf } from "./days";
import { blockOf, NotTrusted, openStatusList, openTrustList, type StatusList, type TrustList } from "./lists";
import { isSigned } from "./signatures";

export type Proof = Omit<ProofView, "message" | "hint">;

/** A status list that is older than so many days may lack what was done since. */
const FRESH_DAYS = 7;
const SPECIMEN = ascii("SPECIMEN");

export interface Sources {
  root: Uint8Array<ArrayBuffer>;
  trust: Uint8Array<ArrayBuffer> | null;
  status: Uint8Array<ArrayBuffer> | null;
  /** Whether the root is a sample authority's. */
  sample: boolean;
  /** The authority's host, where it is known. */
  host: string | null;
}

interface Answer {
  finding: Finding;
  claim?: Claim;
  office?: string;
  trust?: TrustList;
  status?: StatusList;
}

/** Checks a text on a day, which is a number since 1970. */
export function verify(text: string, sources: Sources, today: number): Proof {
  const { finding, claim, office, trust, status } = answer(text, sources, today);
  return {
    finding,
    sample: claim !== undefined && (sources.sample || claim.serial >= FIRST_SAMPLE),
    licence: claim && office !== undefined ? view(claim, office) : null,
    otherHost: sources.host === null ? null : otherHost(text, sources.host),
    trustList: trust ? { issued: dayView(trust.issued), validUntil: dayView(trust.validUntil) } : null,
    statusList: status ? { issued: dayView(status.issued), old: today - status.issued > FRESH_DAYS } : null,
  };
}

/** The hosts that made the links in which the code of a text stands. They are not signed. */
export const hostsOf = (text: string): string[] => readCode(text)?.hosts ?? [];

/** The host of a link to the code that is not the authority's. */
const otherHost = (text: string, own: string): string | null => hostsOf(text).find((host) => host !== own.toLowerCase()) ?? null;

function answer(text: string, sources: Sources, today: number): Answer {
  const message = readCode(text);
  if (message === null) return { finding: "unreadable" };
  if (same(message.name, SPECIMEN)) return { finding: "specimen" };
  if (sources.trust === null) return { finding: "issuerUnknown" };
  const found = judged(message, sources.trust, sources, today);
  // behind a space a word may have taken the place of letters that were lost
  return found.finding === "badSignature" && !message.isCertain ? { finding: "unreadable" } : found;
}

function judged(message: Message, trustBytes: Uint8Array<ArrayBuffer>, sources: Sources, today: number): Answer {
  let trust: TrustList | undefined;
  try {
    trust = openTrustList(trustBytes, sources.root);
    if (today > trust.validUntil) return { finding: "trustListTooOld", trust };
    const block = blockOf(trust, message.name);
    if (block === null) return { finding: "issuerUnknown", trust };
    if (!isSigned(block.key, message.signed, message.signature)) return { finding: "badSignature", trust };
    const { claim } = message;
    if (claim.serial < block.first || claim.serial > block.last) return { finding: "outsideBlock", trust };
    if (dayOf(claim.issuedAt) > block.useUntil) return { finding: "afterLease", trust };
    if (dayOf(claim.issuedAt) > today + 1) return { finding: "notYetIssued", trust };
    const status = sources.status ? openStatusList(sources.status, trust) : undefined;
    const finding = standing(claim, status, today);
    return { finding, claim, office: block.office, trust, ...(status && { status }) };
  } catch (cause) {
    if (cause instanceof NotTrusted) return { finding: "notTrusted", ...(trust && { trust }) };
    throw cause;
  }
}

function standing(claim: Claim, status: StatusList | undefined, today: number): Finding {
  if (status?.revoked.has(claim.serial)) return "revoked";
  if (status?.suspended.has(claim.serial)) return "suspended";
  if (claim.validUntil < today || (claim.provisionalUntil ?? today) < today) return "expired";
  return claim.provisionalUntil === null ? "valid" : "provisional";
}

/** The licence number of a serial: ten digits and two check digits (ISO 7064, MOD 97-10). */
function numberOf(serial: number): string {
  const check = 98 - ((serial * 100) % 97);
  return `${String(serial).padStart(10, "0")}${String(check).padStart(2, "0")}`;
}

function view(claim: Claim, office: string): NonNullable<ProofView["licence"]> {
  return {
    number: numberOf(claim.serial),
    activity: claim.kind,
    holder: claim.holder,
    field: { code: claim.field, title: claim.title },
    issued: { day: dayView(dayOf(claim.issuedAt)), time: timeOf(claim.issuedAt), atMs: claim.issuedAt * 1_000 },
    validUntil: dayView(claim.validUntil),
    provisionalUntil: claim.provisionalUntil === null ? null : dayView(claim.provisionalUntil),
    office,
    sheet: claim.sheet,
  };
}
