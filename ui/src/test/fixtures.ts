/* Made-up people and cases for tests and pictures. Their identifiers belong to nobody. */
import type { CaseView } from "../lib/bindings/CaseView";
import type { OfficerView } from "../lib/bindings/OfficerView";
import type { OpenView } from "../lib/bindings/OpenView";
import type { QueueHint } from "../lib/bindings/QueueHint";
import type { QueueItemView } from "../lib/bindings/QueueItemView";
import type { UrgencyView } from "../lib/bindings/UrgencyView";
import { dayFromToday, momentFromToday, TODAY } from "./days";

export const OFFICERS: OfficerView[] = [
  {
    id: "o1",
    name: "مریم رستگار",
    role: "agency",
    title: "کارشناس بررسی",
    officeId: "f1",
    office: "جهاد کشاورزی شهرستان آبسرد",
  },
  {
    id: "o2",
    name: "کامران طاهری",
    role: "jahad",
    title: "کارشناس توانمندسازی",
    officeId: "f2",
    office: "جهاد دانشگاهی استان",
  },
  {
    id: "o3",
    name: "هادی کریمی‌نسب",
    role: "labour",
    title: "رئیس ادارهٔ اشتغال",
    officeId: "f3",
    office: "ادارهٔ تعاون، کار و رفاه اجتماعی آبسرد",
  },
  {
    id: "o4",
    name: "نسرین فرهمند",
    role: "bank",
    title: "رابط بانک",
    officeId: "f4",
    office: "بانک توسعهٔ تعاون، شعبهٔ مرکزی",
  },
];

const FIRST = "زهره یوسف مهناز عباس گلاره سمیه پیمان طاهره رحیم نرگس حسین فاطمه".split(" ");
const LAST =
  "کیانی‌فر دهقان‌پور صالحی‌راد نیک‌سرشت مرادی خالقی عزیزیان بهرامی‌نسب سلطان‌زاده امیدوار پورمند".split(" ");
const FIELDS = [
  "قالی‌بافی",
  "پرورش زنبور عسل",
  "خیاطی و دوخت لباس محلی",
  "سفال و سرامیک",
  "تولید ترشی و مربا",
  "قالی‌بافی و تابلوفرش",
  "برنامه‌نویسی و طراحی وبگاه",
];
const HINTS: QueueHint[] = [
  { kind: "documentsComplete", count: 5 },
  { kind: "applicantAnswered" },
  { kind: "documentsUnseen", unseen: 2, count: 5 },
  { kind: "certificateExpired" },
  { kind: "waitingForApplicant", open: 1 },
];

function urgencyOf(days: number): UrgencyView {
  if (days < -6) return "critical";
  if (days < 0) return "overdue";
  return days <= 3 ? "dueSoon" : "later";
}

/** Any number of lines for the queue, most urgent first. */
export function queueItems(count: number): QueueItemView[] {
  return Array.from({ length: count }, (_, at) => {
    const days = at < 14 ? at - 9 : 3 + Math.floor(at / 4);
    return {
      id: `case-${String(at)}`,
      trackingCode: `7310-08${String(10 + (at % 80))}-217-${String(100 + (at % 800))}`,
      applicant: `${FIRST[at % FIRST.length] ?? ""} ${LAST[(at * 7) % LAST.length] ?? ""}`,
      field: { code: `f${String(at % 7)}`, title: FIELDS[at % FIELDS.length] ?? "" },
      activity: at % 5 === 0 ? ("covered" as const) : ("independent" as const),
      stage: "agencyReview" as const,
      due: {
        urgency: urgencyOf(days),
        daysLeft: days,
        workingDays: false,
        due: dayFromToday(days),
        lastWorkingDay: dayFromToday(days - 1),
        paused: at % 9 === 8,
      },
      waiting: null,
      returned: false,
      hint: HINTS[at % HINTS.length] ?? { kind: "none" as const },
      heldBy: at === 3 ? "ن. فرهمند" : null,
    };
  });
}

export function openView(officer = "o1"): OpenView {
  const seated = OFFICERS.find((one) => one.id === officer) ?? OFFICERS[0];
  if (!seated) throw new Error("there are officers");
  return {
    version: "0.1.0",
    today: TODAY,
    officer: seated,
    keyStore: { kind: "keyring", store: "Secret Service" },
    sample: true,
    numbersLeft: seated.role === "labour" ? 37 : null,
    outbox: 12,
    reconciled: null,
    pending: [],
    counts: { mine: 38, office: 112, decidedToday: 14, readyToPrint: 6 },
    returned: [],
    copy: { kind: "settled" },
    markFault: null,
  };
}

export function caseView(item: QueueItemView): CaseView {
  return {
    id: item.id,
    trackingCode: item.trackingCode,
    version: 14,
    applicant: item.applicant,
    field: item.field,
    agency: { code: "jk", title: "جهاد کشاورزی" },
    starred: false,
    activity: item.activity,
    purpose: "first",
    stage: item.stage,
    steps: [
      { office: "agency", state: "current" },
      { office: "jahad", state: "ahead" },
      { office: "labour", state: "ahead" },
      { office: "bank", state: "ahead" },
    ],
    due: item.due,
    facts: [
      {
        group: "person",
        facts: [
          { name: "fatherName", value: { kind: "text", value: "احمد" }, wrong: null },
          { name: "nationalId", value: { kind: "code", value: "1250348712" }, wrong: null },
          { name: "bornOn", value: { kind: "day", value: { iso: "1980-06-04", jalali: "1359-03-14", weekday: 4 } }, wrong: null },
          { name: "mobile", value: { kind: "code", value: "0913 555 0147" }, wrong: null },
          { name: "education", value: { kind: "term", value: "diploma" }, wrong: null },
        ],
      },
      {
        group: "skill",
        facts: [
          { name: "certificateIssuer", value: { kind: "text", value: "سازمان آموزش فنی‌وحرفه‌ای" }, wrong: null },
          {
            name: "certificateExpiresOn",
            value: { kind: "day", value: { iso: "2026-10-04", jalali: "1405-07-12", weekday: 1 } },
            wrong: "certificateExpired",
          },
        ],
      },
      {
        group: "workplace",
        facts: [
          { name: "workplace", value: { kind: "text", value: "آبسرد، خیابان بهار، کوچهٔ 8، پلاک 12" }, wrong: null },
          { name: "area", value: { kind: "area", value: 24 }, wrong: null },
          { name: "tenure", value: { kind: "term", value: "rented" }, wrong: null },
          { name: "jobs", value: { kind: "count", value: 2 }, wrong: null },
        ],
      },
      {
        group: "money",
        facts: [
          { name: "requested", value: { kind: "money", value: { rials: 2_000_000_000, words: "دو میلیارد ریال" } }, wrong: null },
          { name: "iban", value: { kind: "code", value: "IR06 ···· ···· 4471" }, wrong: null },
        ],
      },
    ],
    warnings: [
      {
        code: "certificateExpired",
        subject: null,
        days: -51,
        day: { iso: "2026-10-04", jalali: "1405-07-12", weekday: 1 },
      },
    ],
    attachments: [
      attachment("a1", "10002", "کارت ملی", "image/png", true),
      attachment("a2", "20001", "گواهی مهارت", "application/pdf", false),
      attachment("a3", "20002", "اجاره‌نامه", "image/png", false),
      attachment("a4", "20003", "عکس کارگاه", "image/png", false),
    ],
    checklist: [
      { row: 1, text: "هویت با کارت ملی یکی است", answer: "right", document: "10002", condition: 3, ask: null, pin: null },
      { row: 2, text: "رشته در فهرست مشاغل خانگی هست", answer: "right", document: null, condition: 2, ask: null, pin: null },
      {
        row: 3,
        text: "گواهی مهارت اعتبار دارد",
        answer: "wrong",
        document: "20001",
        condition: 1,
        ask: 7,
        pin: { attachment: "a2", page: 1, x: 410, y: 620 },
      },
      { row: 4, text: "مالکیت یا اجارهٔ کارگاه معتبر است", answer: "right", document: "20002", condition: 4, ask: null, pin: null },
      { row: 5, text: "عکس کارگاه با نشانی می‌خواند", answer: "unseen", document: "20003", condition: 5, ask: null, pin: null },
      { row: 6, text: "تعهدنامه امضا شده", answer: "right", document: null, condition: 7, ask: null, pin: null },
    ],
    acts: [
      { act: "approve", blocked: { kind: "checksOpen", rows: [5] } },
      { act: "ask", blocked: null },
      { act: "refuse", blocked: null },
      { act: "note", blocked: null },
      { act: "recordAnswer", blocked: null },
      { act: "acceptAnswer", blocked: null },
      { act: "cancelRequest", blocked: null },
      { act: "logCall", blocked: null },
      { act: "assign", blocked: null },
      { act: "withdraw", blocked: null },
      { act: "transfer", blocked: null },
      { act: "extendDeadline", blocked: null },
    ],
    conditions: [
      condition(1, "گواهی مهارت نامعتبر یا منقضی", "refuse"),
      condition(2, "رشته بیرون از فهرست مصوب", "refuse"),
      condition(3, "مغایرت هویت با مدرک", "refuse"),
      condition(4, "نشانی بیرون از محدودهٔ شهرستان", "refuse"),
      condition(5, "مجوز فعال در رشتهٔ همسان", "refuse"),
      condition(7, "مدرک ناخوانا یا ناقص", "askForMore"),
    ],
    requests: [
      {
        id: "r1",
        kind: "document",
        about: "20001",
        text: "اعتبار گواهی مهارت تمام شده. گواهی تازه را بفرستید.",
        asked: momentFromToday(-7, "13:20"),
        askedBy: "مریم رستگار",
        state: "answered",
        answer: {
          text: "سلام. گواهی تازه را هنوز نداده‌اند. گفتند تا آخر هفته.",
          medium: "telephone",
          day: dayFromToday(-3),
          attachments: [],
          recordedBy: "مریم رستگار",
        },
      },
      {
        id: "r2",
        kind: "correct",
        about: "workplacePostalCode",
        text: "کد پستی کارگاه با نشانی نمی‌خواند؛ درست آن را بگویید.",
        asked: momentFromToday(-2, "09:05"),
        askedBy: "مریم رستگار",
        state: "open",
        answer: null,
      },
    ],
    notes: [
      { by: "ن. فرهمند", at: momentFromToday(-3, "12:15"), text: "با مرکز آموزش تماس گرفتم؛ نامش در فهرست آزمون مهر هست." },
      { by: "مریم رستگار", at: momentFromToday(-1, "11:30"), text: "نتیجهٔ آزمون مهر هنوز در سامانه نیست." },
    ],
    services: [],
    licence: null,
    referrals: [],
    timeline: [
      event("requestAnswered", -3, "مریم رستگار", null),
      event("requestsOpened", -7, "مریم رستگار", "اعتبار گواهی مهارت"),
      event("assigned", -8, "مریم رستگار", "مریم رستگار"),
      event("submitted", -13, "سمیه خالقی", null),
      event("registered", -13, "سمیه خالقی", null),
    ],
    printables: [
      {
        case: { id: item.id, trackingCode: item.trackingCode, applicant: item.applicant },
        field: item.field.title,
        document: "receipt" as const,
        subject: "registration",
        provisional: false,
        copies: 0,
      },
    ],
    sheets: [],
    heldBy: null,
    choices: {
      offices: [{ code: "f9", title: "جهاد کشاورزی شهرستان دماوند" }],
      banks: [
        { code: "022", title: "بانک توسعه تعاون", blocked: null },
        { code: "012", title: "بانک ملت", blocked: "accountElsewhere" as const },
      ],
      accountBank: "بانک توسعه تعاون",
      colleagues: [{ code: "o9", title: "ن. فرهمند" }],
      supporterDocuments: [{ code: "20008", title: "قرارداد سه‌جانبه با پشتیبان" }],
      supporterLicences: [],
      documents: [
        { code: "10002", title: "کارت ملی" },
        { code: "20001", title: "گواهی مهارت" },
        { code: "20002", title: "اجاره‌نامه" },
        { code: "20003", title: "عکس کارگاه" },
      ],
      clearanceAgency: null,
      ceiling: { rials: 3_000_000_000, words: "سه میلیارد ریال" },
      termMonths: 60,
      extensionDays: 5,
      dispute: null,
    },
    proposedPath: "standard",
    draft: null,
    returned: null,
    waiting: null,
  };
}

const attachment = (id: string, code: string, title: string, mime: string, seen: boolean) => ({
  id,
  document: { code, title },
  name: `${title}.${mime === "application/pdf" ? "pdf" : "png"}`,
  mime,
  sizeBytes: 120_000,
  received: momentFromToday(-13, "10:00"),
  seen,
  opened: seen,
});

const condition = (number: number, title: string, kind: "refuse" | "askForMore") => ({
  number,
  title,
  text: `${title}؛ با مدرک درست دوباره درخواست دهید.`,
  kind,
  source: "فهرست نمونه",
  official: false,
  documents: [],
  grounds: kind === "refuse" ? [{ kind: "row" as const, row: number }] : [],
  heldRight: null,
});

const event = (kind: string, days: number, by: string, text: string | null) => ({
  kind,
  at: momentFromToday(days, "10:42"),
  by,
  office: "جهاد کشاورزی",
  actor: "officer" as const,
  text,
  grounds: [],
});
