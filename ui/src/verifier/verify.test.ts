import { expect, test } from "vitest";
import published from "../../../docs/vectors/licence-proof.json";
import { ofHex } from "./bytes";
import { hostsOf, verify } from "./verify";

const lists: Record<string, string> = published.lists;
const list = (name: string | null) => (name === null ? null : ofHex(lists[name] ?? ""));
const dayNumber = (iso: string): number => Date.parse(iso) / 86_400_000;

const check = (vector: (typeof published.vectors)[number]) =>
  verify(
    vector.text,
    { root: ofHex(published.root), trust: list(vector.trust), status: list(vector.status), sample: false, host: null },
    dayNumber(vector.today),
  );

test("every published vector has its verdict", () => {
  expect(published.vectors.length).toBeGreaterThan(100);
  const found = Object.fromEntries(published.vectors.map((vector) => [vector.name, check(vector).finding]));
  const wanted = Object.fromEntries(published.vectors.map((vector) => [vector.name, vector.verdict]));
  expect(found).toEqual(wanted);
});

test("the hosts of each vector's links are told", () => {
  const found = Object.fromEntries(published.vectors.map((vector) => [vector.name, hostsOf(vector.text)]));
  const wanted = Object.fromEntries(published.vectors.map((vector) => [vector.name, vector.hosts]));
  expect(found).toEqual(wanted);
});

test("a genuine code says what was signed, and which lists it was checked against", () => {
  for (const vector of published.vectors) {
    const { licence, trustList, statusList } = check(vector);
    const said = licence && {
      number: licence.number,
      kind: ["independent", "covered", "supporterNatural", "supporterLegal"].indexOf(licence.activity),
      holder: licence.holder,
      field: licence.field.code,
      fieldTitle: licence.field.title,
      issuedAt: licence.issued.atMs / 1_000,
      issuedOn: licence.issued.day.iso,
      validUntil: licence.validUntil.iso,
      standing: licence.provisionalUntil ? "provisional" : "registered",
      believedUntil: (licence.provisionalUntil ?? licence.validUntil).iso,
      sheet: licence.sheet,
      office: licence.office,
      trustedOn: trustList?.issued.iso ?? null,
      statusesOn: statusList?.issued.iso ?? null,
    };
    // the event is for people who ask the registry, and is not shown
    expect(said && { ...said, event: vector.licence?.event }, vector.name).toEqual(vector.licence);
  }
});

test("a status list of last month is said to be old, and yesterday's is not", () => {
  const old = published.vectors.find((vector) => vector.status === "statusOfLastMonth");
  const fresh = published.vectors.find((vector) => vector.status === "status");
  expect(old && check(old).statusList?.old).toBe(true);
  expect(fresh && check(fresh).statusList?.old).toBe(false);
});

test("changing any letter of a code makes it not genuine", () => {
  const [vector] = published.vectors;
  if (!vector) throw new Error("there are vectors");
  for (let at = 0; at < vector.text.length; at += 1) {
    const other = vector.text[at] === "A" ? "B" : "A";
    const text = vector.text.slice(0, at) + other + vector.text.slice(at + 1);
    expect(["unreadable", "badSignature", "issuerUnknown", "specimen"], String(at)).toContain(
      check({ ...vector, text }).finding,
    );
  }
});

test("days are read in the Jalali calendar", () => {
  const [vector] = published.vectors;
  expect(vector && check(vector).licence?.issued.day).toEqual({ iso: "2026-11-23", jalali: "1405-09-02", weekday: 2 });
});
