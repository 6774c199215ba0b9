/* A desk of paper for tests and pictures: it answers the commands from fixtures and keeps what is done. */
import type { Act } from "../lib/bindings/Act";
import type { CaseView } from "../lib/bindings/CaseView";
import type { Commands } from "../lib/bindings/commands";
import type { DocumentRequest } from "../lib/bindings/DocumentRequest";
import type { ListView } from "../lib/bindings/ListView";
import type { Error as DeskError } from "../lib/bindings/Error";
import type { ErrorCode } from "../lib/bindings/ErrorCode";
import type { DocumentKind } from "../lib/bindings/DocumentKind";
import type { Finding } from "../lib/bindings/Finding";
import type { FileView } from "../lib/bindings/FileView";
import type { JobItemView } from "../lib/bindings/JobItemView";
import type { LetterTextsView } from "../lib/bindings/LetterTextsView";
import type { OpenView } from "../lib/bindings/OpenView";
import type { OwnTextView } from "../lib/bindings/OwnTextView";
import type { PrintableView } from "../lib/bindings/PrintableView";
import type { PrintJobView } from "../lib/bindings/PrintJobView";
import type { QueueItemView } from "../lib/bindings/QueueItemView";
import type { QueueRequest } from "../lib/bindings/QueueRequest";
import type { QueueView } from "../lib/bindings/QueueView";
import type { SheetView } from "../lib/bindings/SheetView";
import type { StatusView } from "../lib/bindings/StatusView";
import { momentFromToday, TODAY } from "./days";
import { letterTexts, withWords, wrongWords } from "./letters";
import { proofView } from "./proofs";
import { caseView, OFFICERS, openView, queueItems } from "./fixtures";

export interface FakeOptions {
  start?: "firstRun" | "locked" | "open";
  cases?: number;
  passphrase?: boolean;
  printers?: number;
  officer?: string;
  /** The content of attachments by type, and of every preview. */
  files?: { pdf?: string; picture?: string; preview?: string };
  /** What every code turns out to be. */
  finding?: Finding;
  /** The place in a print session of a document that cannot be drawn. */
  undrawable?: number;
  /** How many cases wait for a list; the last of them goes to another office, the others to one branch. */
  waiting?: number;
  /** A print session that broke off. */
  job?: PrintJobView["state"];
  /** How many of the cases are in the list of all alone. */
  closed?: number;
  /** What is known of other copies of the folder. */
  copy?: OpenView["copy"];
  /** Why the mark could not be written. */
  markFault?: ErrorCode;
  /** Changes a case before it is answered. */
  dress?: (view: CaseView) => CaseView;
}

type Handlers = { [K in keyof Commands]: (request: Commands[K]["request"]) => Commands[K]["answer"] };

const refusal = (code: ErrorCode, message: string): DeskError => ({ code, message, hint: "دوباره بکوشید." });

// 1 by 1 pixel, white
const DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP6DwABBQECz6AuzQAAAABJRU5ErkJggg==";

export class FakeDesk {
  readonly calls: { name: string; request: unknown }[] = [];
  /** Commands that are refused, with the error they are refused with. */
  readonly refuse = new Map<string, DeskError>();
  /** Commands that are answered after something else only. */
  readonly after = new Map<string, Promise<void>>();
  /** How many pages a printer has that takes them one by one. */
  delivered = { done: 0, of: 0 };

  #kind: "firstRun" | "locked" | "open";
  #open: OpenView;
  #items: QueueItemView[];
  #cases = new Map<string, CaseView>();
  /** The cases of which a decision waits, as they were before it. */
  readonly #undone = new Map<string, { view: CaseView; act: Act }>();
  #ready: PrintableView[] = [];
  /** What waits to stand on lists, and what of it stands on which list of the session. */
  #waiting: PrintableView[] = [];
  #rows = new Map<number, string[]>();
  #ledger: SheetView[] = [];
  #job: PrintJobView | null = null;
  #texts: LetterTextsView;
  readonly #options: FakeOptions;

  constructor(options: FakeOptions = {}) {
    this.#options = options;
    this.#kind = options.start ?? "open";
    this.#open = openView(options.officer);
    if (options.copy) this.#open.copy = options.copy;
    if (options.markFault) this.#open.markFault = refusal(options.markFault, "نشانه نوشته نمی‌شود.");
    this.#items = queueItems(options.cases ?? 38);
    this.#ready = this.#items.slice(0, 6).map((item, at) => ({
      case: { id: item.id, trackingCode: item.trackingCode, applicant: item.applicant },
      field: item.field.title,
      document: at === 3 ? "refusal" : at === 5 ? "bankReferral" : "licence",
      subject: `s${String(at)}`,
      provisional: at % 2 === 1 && at < 3,
      copies: 0,
    }));
    const waiting = options.waiting ?? 0;
    this.#waiting = this.#items.slice(6, 6 + waiting).map((item, at) => ({
      case: { id: item.id, trackingCode: item.trackingCode, applicant: item.applicant },
      field: item.field.title,
      document: at === waiting - 1 ? "transmittal" : "branchList",
      subject: `w${String(at)}`,
      provisional: false,
      copies: 0,
    }));
    this.#texts = letterTexts(this.#open.officer.office);
    if (options.job) this.#job = this.#brokenOff(options.job);
  }

  /** What `invoke` would answer. */
  async invoke(name: string, request: unknown): Promise<unknown> {
    this.calls.push({ name, request });
    await (this.after.get(name) ?? Promise.resolve());
    if (name === "plugin:window|destroy") return null;
    const refused = this.refuse.get(name);
    if (refused) throw refused;
    const handler = (this.#handlers as Record<string, (request: unknown) => unknown>)[name];
    if (!handler) throw refusal("internal", `no such command: ${name}`);
    return handler(request);
  }

  /** The name of the applicant in a place of the list of all cases. */
  applicant(place: number): string {
    return this.#items[place]?.applicant ?? "";
  }

  acts(): Act[] {
    return this.calls
      .filter((one) => one.name === "act")
      .map((one) => (one.request as Commands["act"]["request"]).act);
  }

  #status(): StatusView {
    if (this.#kind === "open") return { kind: "open", ...this.#open };
    return {
      kind: this.#kind,
      version: "0.1.0",
      today: TODAY,
      keyStore: this.#options.passphrase
        ? { kind: "passphrase", reason: "absent" }
        : { kind: "keyring", store: "Secret Service" },
    };
  }

  #become(kind: "locked" | "open"): StatusView {
    this.#kind = kind;
    return this.#status();
  }

  #case(id: string): CaseView {
    const known = this.#cases.get(id);
    if (known) return known;
    const item = this.#items.find((one) => one.id === id);
    if (!item) throw refusal("caseNotFound", "چنین پرونده‌ای نیست.");
    const made = caseView(item);
    const view = this.#options.dress?.(made) ?? made;
    this.#cases.set(id, view);
    return view;
  }

  #queue(request: QueueRequest): QueueView {
    const words = (request.text ?? "").replaceAll("ي", "ی").replaceAll("ك", "ک");
    const listed = request.scope === "all" ? this.#items : this.#items.slice(this.#options.closed ?? 0);
    const found = listed.filter(
      (one) =>
        one.applicant.includes(words) &&
        (request.urgency === null || one.due?.urgency === request.urgency) &&
        (request.activity === null || one.activity === request.activity) &&
        (request.field === null || one.field.code === request.field),
    );
    const offset = request.offset ?? 0;
    const page = new Set(found.slice(offset, offset + (request.limit ?? 200)));
    return {
      groups: (["critical", "overdue", "dueSoon", "later"] as const)
        .map((urgency) => {
          const all = found.filter((one) => one.due?.urgency === urgency);
          return { urgency, count: all.length, items: all.filter((one) => page.has(one)) };
        })
        .filter((group) => group.count > 0),
      total: found.length,
      elsewhere: found.length > 0 ? 0 : this.#items.filter((one) => words !== "" && one.applicant.includes(words)).length,
      unfiltered: listed.length,
      fields: [...new Map(this.#items.map((one) => [one.field.code, one.field])).values()],
      stages: ["agencyReview"],
    };
  }

  #act(caseId: string, act: Act): Commands["act"]["answer"] {
    const before = this.#case(caseId);
    if (this.#undone.has(caseId) && !["see", "note", "logCall"].includes(act.act)) {
      throw refusal("decisionWaits", "تصمیم این پرونده هنوز قطعی نشده است.");
    }
    const view = applied(before, act);
    const { id, trackingCode, applicant } = view;
    if (["approve", "refuse", "ask", "issueLicence", "withdraw"].includes(act.act)) {
      const by = this.#open.officer.name;
      view.waiting = { case: { id, trackingCode, applicant }, act: act.act, by, secondsLeft: 30 };
      this.#undone.set(caseId, { view: before, act });
      this.#items = this.#items.map((one) => (one.id === caseId ? { ...one, waiting: act.act } : one));
      this.#open = { ...this.#open, pending: [...this.#open.pending, view.waiting] };
    }
    this.#cases.set(caseId, view);
    return { case: view, pending: this.#open.pending, opened: null };
  }

  /** Seals the waiting decision of a case, or all, or gives them back. */
  #settle(how: "seal" | "undo", caseId: string | null): StatusView {
    const cases = caseId === null ? [...this.#undone.keys()] : [caseId];
    for (const id of cases) {
      const undone = this.#undone.get(id);
      if (!undone) throw refusal("nothingToUndo", "چیزی برای بازگردانی نیست.");
      this.#undone.delete(id);
      const view = how === "undo" ? { ...undone.view, draft: undone.act } : { ...this.#case(id), waiting: null };
      this.#cases.set(id, view);
      const items = this.#items.map((one) => (one.id === id ? { ...one, waiting: null } : one));
      this.#items = how === "undo" ? items : items.filter((one) => one.id !== id);
      this.#open = { ...this.#open, pending: this.#open.pending.filter((one) => one.case.id !== id) };
    }
    return this.#status();
  }

  /** What the desk does by itself when the seconds are over. */
  sealAll(): void {
    this.#settle("seal", null);
  }

  /** Tells that a decision came back when it was to be sealed. */
  giveBack(caseId: string, why: DeskError): void {
    const undone = this.#undone.get(caseId);
    if (!undone) throw new Error("it waits");
    this.#settle("undo", caseId);
    this.#cases.set(caseId, { ...this.#case(caseId), returned: why });
    const { id, trackingCode, applicant } = undone.view;
    this.#open = { ...this.#open, returned: [{ case: { id, trackingCode, applicant }, act: undone.act.act, why }] };
  }

  #file(mime: string): FileView {
    const { files } = this.#options;
    const content = mime === "application/pdf" ? (files?.pdf ?? "") : (files?.picture ?? DOT);
    return { mime, name: "scan", content };
  }

  #printDesk(): Commands["print_desk"]["answer"] {
    const count = (kind: string): number => this.#ledger.filter((one) => one.state.kind === kind).length;
    return {
      ready: this.#ready,
      expired: [],
      lists: this.#lists(),
      printers: Array.from({ length: this.#options.printers ?? 1 }, (_, at) => ({
        name: `HP-1320-${String(at + 1)}`,
        default: at === 0,
        accepting: true,
      })),
      ledger: this.#ledger,
      sound: count("sound"),
      spoiled: count("spoiled"),
      nextSerial: 2_941 + this.#ledger.length,
      nextPaper: null,
      job: this.#job,
    };
  }

  #lists(): ListView[] {
    const of = (document: ListView["document"], to: string, minutes: string | null): ListView[] => {
      const lines = this.#waiting.filter((one) => one.document === document);
      return lines.length > 0 ? [{ document, list: { to, minutes, cases: lines.length }, lines }] : [];
    };
    return [...of("branchList", "بانک توسعه تعاون، شعبهٔ هپکو", "۱۲/۱۴۰۵"), ...of("transmittal", "جهاد دانشگاهی", null)];
  }

  /** A document that is asked for. */
  #asked({ subject }: DocumentRequest): PrintableView {
    const one = [...this.#ready, ...this.#waiting].find((each) => each.subject === subject);
    if (!one) throw refusal("notPrintable", "این برگه آماده نیست.");
    return one;
  }

  #brokenOff(state: PrintJobView["state"]): PrintJobView {
    const items = this.#ready.slice(0, 3).map((one, at): JobItemView => {
      const { case: of, document, subject } = one;
      const result: JobItemView["result"] =
        state === "sending" ? { kind: "sending", serial: 2_941 + at, paper: null } : { kind: "waiting" };
      return { nth: at + 1, case: of, document, subject, list: null, result };
    });
    return { number: 117, begun: momentFromToday(-1, "14:05"), by: this.#open.officer.name, state, printer: null, items };
  }

  #refuseWords(document: DocumentKind | null, text: OwnTextView): void {
    const problems = wrongWords(this.#texts, document, text);
    if (problems.length > 0) throw { ...refusal("textRefused", "این متن چاپ نمی‌شود."), problems };
  }

  #putWords(document: DocumentKind | null, text: OwnTextView): LetterTextsView {
    this.#refuseWords(document, text);
    this.#texts = withWords(this.#texts, document, text, this.#open.officer.name);
    return this.#texts;
  }

  #theJob(number: number): PrintJobView {
    if (this.#job?.number !== number) throw refusal("inputInvalid", "چنین جلسهٔ چاپی نیست.");
    return this.#job;
  }

  #sheet(one: PrintableView, printer: string, also = 0): SheetView {
    const sheet: SheetView = {
      serial: 2_941 + this.#ledger.length,
      case: one.case,
      document: one.document,
      subject: one.subject,
      copy: 1,
      at: momentFromToday(0, "09:31"),
      by: this.#open.officer.name,
      printer,
      state: { kind: "unanswered" },
      hash: "00",
      reprints: 0,
      reason: null,
      job: this.#job?.number ?? null,
      paper: null,
      also,
    };
    this.#ledger = [sheet, ...this.#ledger];
    return sheet;
  }

  #handlers: Handlers = {
    status: () => this.#status(),
    open_demo: () => this.#become("open"),
    open_case_file: () => this.#become("open"),
    unlock: () => this.#become("open"),
    settle_copy: ({ answer }) => {
      const told = refusal("olderCopy", "این پوشهٔ داده نسخه‌ای کهنه است.");
      this.#open = { ...this.#open, copy: answer === "older" ? { kind: "older", told } : { kind: "settled" } };
      return this.#status();
    },
    lock: ({ waiting }) => {
      if (this.#undone.size > 0 && waiting === null) throw refusal("decisionWaits", "تصمیمی در انتظار است.");
      if (waiting === "seal" || waiting === "undo") this.#settle(waiting, null);
      return this.#become("locked");
    },
    officers: () => ({ officers: OFFICERS }),
    switch_officer: ({ officerId }) => {
      this.#open = openView(officerId);
      return this.#status();
    },
    queue: (request) => this.#queue(request),
    next_case: ({ after }) => {
      const at = this.#items.findIndex((one) => one.id === after);
      const next = this.#items.slice(at + 1).find((one) => one.waiting === null);
      return { caseId: next?.id ?? null };
    },
    case: ({ caseId }) => {
      this.#open = { ...this.#open, returned: this.#open.returned.filter((one) => one.case.id !== caseId) };
      return this.#case(caseId);
    },
    act: ({ caseId, act }) => this.#act(caseId, act),
    undo: ({ caseId }) => this.#settle("undo", caseId),
    seal: ({ caseId }) => this.#settle("seal", caseId),
    attachment: ({ caseId, attachment }) =>
      this.#file(this.#case(caseId).attachments.find((one) => one.id === attachment)?.mime ?? ""),
    import: () => {
      const view = this.#case("case-0");
      return { case: { id: view.id, trackingCode: view.trackingCode, applicant: view.applicant }, office: "f1", known: false, leftOut: [] };
    },
    print_desk: () => this.#printDesk(),
    report_fault: () => ({}),
    weigh_explanation: ({ text }) => {
      const words = text.split(" ").filter((word) => word !== "").length;
      return { words, letters: text.replaceAll(" ", "").length, leastWords: 5, leastLetters: 20 };
    },
    preview: () => ({
      mime: "application/pdf",
      name: "sheet.pdf",
      content: this.#options.files?.preview ?? "",
    }),
    sheet: () => ({
      mime: "application/pdf",
      name: "sheet.pdf",
      content: this.#options.files?.preview ?? "",
    }),
    print: ({ documents, printer, reason }) => ({
      sheets: documents.map((asked) => {
        const before = this.#ledger.find((each) => each.subject === asked.subject);
        if (!before) throw refusal("notPrintable", "این برگه آماده نیست.");
        const one = { ...before, field: "", provisional: false, copies: before.copy };
        const sheet = { ...this.#sheet(one, printer ?? ""), copy: before.copy + 1, reason };
        this.#ledger = [sheet, ...this.#ledger.slice(1)];
        return { kind: "printed" as const, sheet };
      }),
    }),
    save: (asked) => {
      const one = this.#asked(asked);
      return { path: "/home/office/parvaneh/licence.pdf", sheet: this.#sheet(one, "file") };
    },
    reprint: ({ serial, reason }) => {
      const before = this.#ledger.find((one) => one.serial === serial);
      if (!before) throw refusal("sheetUnknown", "چنین برگه‌ای نیست.");
      const sheet = { ...before, reprints: before.reprints + 1, reason };
      this.#ledger = this.#ledger.map((one) => (one === before ? sheet : one));
      return { sheets: [{ kind: "printed", sheet }] };
    },
    mark_sheets: ({ serials, state }) => {
      this.#ledger = this.#ledger.map((one) => (serials.includes(one.serial) ? { ...one, state } : one));
      return this.#printDesk();
    },
    begin_job: ({ documents }) => {
      const items = documents.map((asked, at): JobItemView => {
        const one = this.#asked(asked);
        const list = this.#lists().find((each) => each.lines.includes(one))?.list ?? null;
        const also = (asked.with ?? []).map((row) => row.subject ?? "");
        this.#rows.set(at + 1, [one.subject, ...also]);
        return {
          nth: at + 1,
          case: one.case,
          document: one.document,
          subject: one.subject,
          list: list && { ...list, cases: also.length + 1 },
          result: { kind: "waiting" },
        };
      });
      this.#job = { number: 118, begun: momentFromToday(0, "09:24"), by: this.#open.officer.name, state: "planned", printer: null, items };
      return this.#job;
    },
    draw_job: ({ job }) => {
      const now = this.#theJob(job);
      const bad = this.#options.undrawable ?? 0;
      const next = now.items.find((one) => one.result.kind === "waiting");
      const drawn = now.items.filter((one) => one.result.kind === "drawn").length;
      if (next) {
        const serial = 2_941 + this.#ledger.length + drawn;
        const result: JobItemView["result"] =
          next.nth === bad
            ? { kind: "failed", error: refusal("notPrintable", "نویسه‌ای هست که قلم ندارد.") }
            : { kind: "drawn", serial, copy: 1, hash: "00" };
        this.#job = { ...now, items: now.items.map((one) => (one === next ? { ...one, result } : one)) };
      }
      const count = (kind: string): number => this.#theJob(job).items.filter((one) => one.result.kind === kind).length;
      return { job, drawn: count("drawn"), failed: count("failed"), of: now.items.length };
    },
    job: ({ job }) => this.#theJob(job),
    job_page: () => this.#file("application/pdf"),
    send_job: ({ job, printer }) => {
      const now = this.#theJob(job);
      const items = now.items.map((item): JobItemView => {
        if (item.result.kind !== "drawn") return item;
        const one = this.#asked({ ...item, caseId: item.case.id });
        const rows = this.#rows.get(item.nth) ?? [item.subject];
        const isGone = (each: PrintableView): boolean => rows.includes(each.subject);
        this.#ready = this.#ready.filter((each) => !isGone(each));
        this.#waiting = this.#waiting.filter((each) => !isGone(each));
        return { ...item, result: { kind: "printed", serial: this.#sheet(one, printer ?? "", rows.length - 1).serial } };
      });
      this.#job = null;
      return { ...now, state: "done", printer, items };
    },
    delivery: () => this.delivered,
    settle_job: ({ job }) => ({ ...this.#theJob(job), state: "planned" }),
    drop_job: () => {
      this.#job = null;
      return this.#printDesk();
    },
    letter_texts: () => this.#texts,
    preview_text: ({ document, text }) => {
      this.#refuseWords(document, text);
      return { mime: "application/pdf", name: "specimen.pdf", content: this.#options.files?.preview ?? "" };
    },
    save_text: ({ document, text }) => this.#putWords(document, text),
    restore_text: ({ document, number }) => {
      const versions = this.#texts.parts.find((one) => one.document === document)?.versions ?? [];
      const text = versions.find((one) => one.number === number)?.text;
      if (!text) throw refusal("textMissing", "چنین متنی نیست.");
      return this.#putWords(document, text);
    },
    verify: ({ text }) => proofView(this.#options.finding ?? (text.includes("LIC1:") ? "provisional" : "unreadable")),
  };
}

/** The case after an act, as far as the screen shows it. */
function applied(view: CaseView, act: Act): CaseView {
  const next = { ...view, version: view.version + 1, draft: null };
  switch (act.act) {
    case "check": {
      next.checklist = view.checklist.map((row) =>
        row.row === act.row ? { ...row, answer: act.answer, pin: act.pin } : row,
      );
      const open = next.checklist.filter((row) => row.answer === "unseen").map((row) => row.row);
      const wrong = next.checklist.filter((row) => row.answer === "wrong").map((row) => row.row);
      const blocked =
        open.length > 0
          ? { kind: "checksOpen" as const, rows: open }
          : wrong.length > 0
            ? { kind: "checksWrong" as const, rows: wrong }
            : null;
      next.acts = view.acts.map((one) => (one.act === "approve" ? { ...one, blocked } : one));
      return next;
    }
    case "see":
      next.attachments = view.attachments.map((one) =>
        one.id === act.attachment ? { ...one, seen: true, opened: true } : one,
      );
      return next;
    case "note":
      next.notes = [...view.notes, { by: "مریم رستگار", at: momentFromToday(0, "09:00"), text: act.text }];
      return next;
    default:
      return next;
  }
}
