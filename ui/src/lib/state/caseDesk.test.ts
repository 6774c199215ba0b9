import { expect, test } from "vitest";
import { caseView, openView, queueItems } from "../../test/fixtures";
import { answerCalls } from "../../test/shell";
import type { CaseView } from "../bindings/CaseView";
import { CaseDesk } from "./caseDesk.svelte";
import { forgetDrafts } from "./drafts";
import { session } from "./session.svelte";

const [item] = queueItems(1);
if (!item) throw new Error("there is one");
const base = caseView(item);

interface Asked {
  name: string;
  request: unknown;
  answer: (value: unknown) => void;
}

/** A desk of which every answer is given by hand. */
function openByHand(): { asked: Asked[]; desk: CaseDesk } {
  forgetDrafts();
  session.status = { kind: "open", ...openView() };
  const asked: Asked[] = [];
  answerCalls((name, request) => new Promise((answer) => asked.push({ name, request, answer })));
  return { asked, desk: new CaseDesk(item?.id ?? "") };
}

const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 0));
const acts = (asked: Asked[]): Asked[] => asked.filter((one) => one.name === "act");
const written = (view: CaseView): unknown => ({ case: view, pending: [], opened: null });

test("a submit that comes while something is being written is done after it, and once", async () => {
  const { asked, desk } = openByHand();
  const reading = desk.load(1);
  asked[0]?.answer({ ...base, acts: [{ act: "note", blocked: null }] });
  await reading;
  void desk.perform({ act: "see", attachment: "a1" });
  desk.choose("note");
  desk.change({ ...desk.draft, texts: { text: "تماس گرفتم" } });
  void desk.submit();
  void desk.submit();
  await settled();
  expect(acts(asked)).toHaveLength(1);
  acts(asked)[0]?.answer(written({ ...base, acts: [{ act: "note", blocked: null }] }));
  await settled();
  expect(acts(asked).map((one) => one.request)).toMatchObject([
    { act: { act: "see" } },
    { act: { act: "note", text: "تماس گرفتم" } },
  ]);
});

test("an older answer that comes last does not hide a newer one", async () => {
  const { asked, desk } = openByHand();
  const first = desk.load(1);
  const second = desk.load(2);
  asked[1]?.answer({ ...base, version: 8 });
  await second;
  asked[0]?.answer({ ...base, version: 7 });
  await first;
  expect(desk.view?.version).toBe(8);

  const third = desk.load(3);
  const act = desk.perform({ act: "see", attachment: "a1" });
  await settled();
  acts(asked)[0]?.answer(written({ ...base, version: 10 }));
  await act;
  asked[2]?.answer({ ...base, version: 9 });
  await third;
  expect(desk.view?.version).toBe(10);
});
