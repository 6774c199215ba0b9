/* Words for what an officer does with a case. */
import type { ActName } from "../bindings/ActName";
import type { CircumstanceView } from "../bindings/CircumstanceView";
import { grouped } from "../text/digits";

const n = (value: number): string => grouped(value, true);

/** How an act is named, submitted and spoken of afterwards. */
export interface ActTexts {
  /** On the button that chooses it. */
  title: string;
  /** In «رد «…» تا ۲۶ ثانیهٔ دیگر قطعی می‌شود». */
  noun: string;
  /** On the button that submits it; `count` is the number of reasons or items. */
  submit: (count: number) => string;
}

const act = (title: string, submit: string, noun: string = title): ActTexts => ({
  title,
  noun,
  submit: () => submit,
});

export const acts: Record<ActName, ActTexts> = {
  take: act("برداشتن پرونده", "برداشتن پرونده"),
  assign: act("سپردن به همکار", "سپردن"),
  note: act("یادداشت داخلی", "ثبت یادداشت"),
  logCall: act("ثبت تماس تلفنی", "ثبت تماس"),
  see: act("دیدن مدرک", "دیده شد"),
  check: act("بررسی", "ثبت بررسی"),
  ask: {
    title: "درخواست اصلاح",
    noun: "درخواست اصلاح از",
    submit: (count) => `فرستادن ${n(count)} درخواست`,
  },
  recordAnswer: act("ثبت پاسخ متقاضی", "ثبت پاسخ"),
  acceptAnswer: act("پذیرفتن پاسخ", "پذیرفتن پاسخ"),
  cancelRequest: act("لغو درخواست", "لغو درخواست"),
  approve: act("تأیید", "ثبت تأیید، امضای نخست"),
  refuse: { title: "رد", noun: "رد", submit: (count) => `ثبت رد با ${n(count)} دلیل` },
  askClearance: act("درخواست استعلام", "فرستادن استعلام"),
  recordClearance: act("ثبت پاسخ استعلام", "ثبت پاسخ استعلام"),
  recordService: act("ثبت خدمت", "ثبت خدمت"),
  completeEmpowerment: act("پایان توانمندسازی", "ثبت پایان توانمندسازی", "پایان توانمندسازی"),
  issueLicence: act("صدور مجوز", "صدور مجوز، امضای دوم", "صدور مجوز"),
  referToBank: act("معرفی به بانک", "ثبت معرفی به بانک", "معرفی به بانکِ"),
  recordBankAnswer: act("پاسخ بانک", "ثبت پاسخ بانک"),
  suspend: {
    title: "تعلیق مجوز",
    noun: "تعلیق مجوز",
    submit: (count) => `ثبت تعلیق با ${n(count)} دلیل`,
  },
  reinstate: act("رفع تعلیق", "ثبت رفع تعلیق"),
  revoke: {
    title: "لغو مجوز",
    noun: "لغو مجوز",
    submit: (count) => `ثبت لغو با ${n(count)} دلیل`,
  },
  withdraw: act("انصراف متقاضی", "ثبت انصراف", "انصراف"),
  transfer: act("انتقال به ادارهٔ دیگر", "ثبت انتقال", "انتقال"),
  confirmSupporter: act("تأیید پشتیبان", "ثبت تأیید پشتیبان"),
  nameSupporter: act("پشتیبان دیگر", "ثبت پشتیبان دیگر"),
  extendDeadline: act("تمدید مهلت", "ثبت تمدید مهلت"),
  resolveDispute: act("پایان اختلاف", "ثبت تصمیمی که می‌ماند"),
  renew: act("تمدید مجوز", "گشودن پروندهٔ تمدید"),
  amend: act("اصلاح مجوز", "گشودن پروندهٔ اصلاح"),
};

/** Names of the fields of the forms; the keys are those of the acts. */
export const fields = {
  path: "مسیر پس از تأیید",
  pathReason: "دلیل مسیر",
  comment: "نظر کارشناس",
  conditions: "دلیل‌های شماره‌دار",
  explanation: "توضیح برای متقاضی",
  items: "درخواست‌ها از متقاضی",
  note: "یادداشت",
  cleared: "پاسخ استعلام",
  reference: "شمارهٔ نامهٔ پاسخ",
  day: "تاریخ",
  service: "خدمت",
  from: "از تاریخ",
  to: "تا تاریخ",
  hours: "ساعت",
  provider: "ارائه‌دهنده",
  result: "نتیجه",
  certificateNo: "شمارهٔ گواهی",
  summary: "خلاصه",
  bank: "بانک",
  branch: "شعبه",
  amountRials: "مبلغ (ریال)",
  budgetYear: "سال بودجه",
  minutesNumber: "شمارهٔ صورت‌جلسهٔ کارگروه",
  minutesOn: "تاریخ صورت‌جلسه",
  referralId: "معرفی‌نامه",
  outcome: "پاسخ بانک",
  reason: "دلیل",
  medium: "از چه راه",
  officeId: "ادارهٔ مقصد",
  officerId: "همکار",
  stands: "کدام تصمیم می‌ماند",
  what: "چه چیز اصلاح شود",
  text: "متن",
  caller: "تماس‌گیرنده",
  requestId: "درخواست",
  value: "مقدار درست",
  attachments: "اسکن یا فایل پاسخ",
  licence: "شمارهٔ مجوز پشتیبان",
  name: "نام پشتیبان",
  identity: "کد ملی یا شناسهٔ ملی پشتیبان",
  otherNumber: "شماره‌ای که دیدید جز شمارهٔ فرم است",
};

/** What is said of a decision in a dispute. */
export interface DecisionWords {
  what: string;
  by: string;
  office: string;
  at: string;
  conditions: number[];
  /** The number of a licence, in the digits of the language. */
  number: string | null;
  text: string | null;
}

export const answers = {
  cleared: "مانعی نیست",
  notCleared: "مانع دارد",
  decision: ({ what, by, office, at, conditions, number, text }: DecisionWords): string =>
    [
      `${what}: ${by}، ${office}، ${at}`,
      conditions.length > 0 ? `شرط‌های ${conditions.map(n).join("، ")}` : null,
      number === null ? null : `مجوز شمارهٔ ${number}`,
      text,
    ]
      .filter((part) => part !== null)
      .join(" · "),
  anew: "هیچ‌کدام؛ بررسی دوباره از پیش از هر دو تصمیم",
};

/** Why a form cannot be submitted yet. */
export const gaps = {
  empty: (field: string) => `«${field}» را پر کنید.`,
  choose: (field: string) => `«${field}» را برگزینید.`,
  day: (field: string) => `«${field}» تاریخ درستی نیست؛ مانند ۱۴۰۵/۰۹/۰۲ بنویسید.`,
  number: (field: string) => `«${field}» باید عدد باشد.`,
  condition: "دست‌کم یک دلیل شماره‌دار برگزینید.",
  item: "دست‌کم یک درخواست بنویسید.",
  file: "اسکن مجوز پشتیبان و قرارداد را پیوست کنید.",
  itemText: "متن هر درخواست را بنویسید.",
  itemAbout: "بگویید هر درخواست دربارهٔ چیست.",
  sameItem: "همین درخواست هنوز بی‌پاسخ است و دوباره فرستاده نمی‌شود.",
  ground: (number: number) =>
    `برای شرط ${n(number)} چیزی ثبت نشده است: ردیف آن را نادرست بزنید یا مدرکش را باز کنید.`,
  heldRight: (number: number, row: number) =>
    `ردیف ${n(row)} درست زده شده است و می‌گوید شرط ${n(number)} برآورده است: آن را نادرست بزنید یا شرط دیگری برگزینید.`,
  thin: (words: number, leastWords: number, leastLetters: number) =>
    `توضیح باید بیش از متن شرط بگوید: ${n(words)} از دست‌کم ${n(leastWords)} واژهٔ گویا، روی‌هم ${n(leastLetters)} حرف.`,
  checkUnseen: (row: number) => `بررسی ${n(row)} پشت این دلیل است و هنوز دیده نشده.`,
};

/** What a refusal rests on. */
export const grounds = {
  row: (row: number) => `ردیف ${n(row)} نادرست است`,
  document: (title: string) => `«${title}» را دیده‌اید`,
  /** Of a refusal that was made, perhaps by somebody else. */
  documentThen: (title: string) => `«${title}» دیده شده است`,
  restsOn: (condition: number, ground: string) => `شرط ${n(condition)}: ${ground}`,
  unanswered: "درخواستی که بر آن است تا مهلت خود بی‌پاسخ ماند",
  circumstance: {
    underAge: "پشتیبان به سن لازم نرسیده است",
    experienceShort: "سابقهٔ پشتیبان کمتر از اندازه است",
    contributionLow: "آوردهٔ پشتیبان کمتر از اندازه است",
    militaryPending: "وضعیت نظام وظیفه روشن نیست",
    certificateExpired: "اعتبار گواهی مهارت گذشته است",
    certificateOfOtherField: "گواهی مهارت برای رشتهٔ دیگری است",
    worksElsewhere: "محل کار جز محل سکونت است",
    fieldClosed: "برای این رشته مجوز داده نمی‌شود",
    clearanceDenied: "پاسخ استعلام منفی است",
    notSuited: "توانمندسازی متقاضی را مناسب ندانست",
  } satisfies Record<CircumstanceView, string>,
  heldRight: (row: number) => `ردیف ${n(row)} را درست زده‌اید؛ اگر این شرط برآورده نیست، نادرست بزنید.`,
  none: (documents: string[]) =>
    documents.length === 0
      ? "هنوز چیزی آن را نشان نمی‌دهد."
      : `هنوز چیزی آن را نشان نمی‌دهد؛ ببینید: ${documents.join("، ")}`,
};
