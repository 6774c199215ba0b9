/* Words for the codes of the desk. */
import type { ActivityView } from "../bindings/ActivityView";
import type { BankOutcome } from "../bindings/BankOutcome";
import type { BlockView } from "../bindings/BlockView";
import type { CheckAnswer } from "../bindings/CheckAnswer";
import type { DocumentKind } from "../bindings/DocumentKind";
import type { FactGroup } from "../bindings/FactGroup";
import type { KeyringProblem } from "../bindings/KeyringProblem";
import type { Medium } from "../bindings/Medium";
import type { OfficeRole } from "../bindings/OfficeRole";
import type { PathView } from "../bindings/PathView";
import type { PurposeView } from "../bindings/PurposeView";
import type { QueueHint } from "../bindings/QueueHint";
import type { RequestKind } from "../bindings/RequestKind";
import type { RequestState } from "../bindings/RequestState";
import type { Service } from "../bindings/Service";
import type { ServiceResult } from "../bindings/ServiceResult";
import type { SheetState } from "../bindings/SheetState";
import type { StageView } from "../bindings/StageView";
import type { StandingView } from "../bindings/StandingView";
import type { StepState } from "../bindings/StepState";
import type { UrgencyView } from "../bindings/UrgencyView";
import type { WarningCode } from "../bindings/WarningCode";
import type { EventKind } from "./event-kinds";
import { licenceGroups } from "../text/codes";
import { grouped, toFa } from "../text/digits";

const n = (value: number): string => grouped(value, true);

/** What a warning is about, ready to be read. */
export interface WarningSubject {
  subject: string | null;
  days: number | null;
  day: string | null;
}

type Case<T extends { kind: string }, K extends T["kind"]> = Extract<T, { kind: K }>;
/** One text for each variant, given the variant's own facts. */
export type TextsOf<T extends { kind: string }> = { [K in T["kind"]]: (value: Case<T, K>) => string };

export const codes = {
  urgency: {
    critical: "بحرانی",
    overdue: "دیرکرد",
    dueSoon: "نزدیک موعد",
    later: "عادی",
  } as Record<UrgencyView, string>,
  urgencyMeaning: {
    critical: "پیامد قانونی نزدیک است یا رسیده",
    overdue: "از موعد گذشته",
    dueSoon: "سه روز یا کمتر مانده",
    later: "بیش از سه روز مانده یا بی‌مهلت",
  } as Record<UrgencyView, string>,
  stage: {
    registered: "ثبت‌نام‌شده",
    agencyReview: "بررسی دستگاه اجرایی",
    agencyWaiting: "منتظر متقاضی (دستگاه اجرایی)",
    clearance: "استعلام",
    empowerment: "توانمندسازی",
    labourReview: "بررسی ادارهٔ کار",
    labourWaiting: "منتظر متقاضی (ادارهٔ کار)",
    licensed: "دارای مجوز",
    bankReferred: "معرفی‌شده به بانک",
    closed: "بسته",
    refused: "ردشده",
    withdrawn: "انصراف‌داده",
    disputed: "مورد اختلاف",
  } as Record<StageView, string>,
  activity: {
    independent: "مستقل",
    covered: "تحت پوشش",
    supporterNatural: "پشتیبان حقیقی",
    supporterLegal: "پشتیبان حقوقی",
  } as Record<ActivityView, string>,
  purpose: {
    first: "درخواست مجوز نو",
    renewal: "درخواست تمدید",
    amendment: "درخواست اصلاح مجوز",
  } as Record<PurposeView, string>,
  path: { standard: "مسیر معمول", development: "الگوی توسعه" } as Record<PathView, string>,
  role: {
    agency: "دستگاه اجرایی",
    jahad: "جهاد دانشگاهی",
    labour: "ادارهٔ کار",
    bank: "بانک",
    secretariat: "دبیرخانهٔ ستاد",
  } as Record<OfficeRole, string>,
  stepState: {
    done: "انجام شد",
    current: "اکنون",
    ahead: "در پیش",
    refused: "رد شد",
  } as Record<StepState, string>,
  factGroup: {
    person: "شخص",
    legal: "شخص حقوقی",
    contact: "تماس",
    skill: "مهارت",
    plan: "طرح",
    workplace: "کارگاه",
    supporter: "پشتیبان",
    money: "مالی",
  } as Record<FactGroup, string>,
  check: { unseen: "ندیده", right: "درست", wrong: "نادرست" } as Record<CheckAnswer, string>,
  requestKind: {
    correct: "اصلاح اطلاعات",
    document: "فرستادن مدرک",
    visit: "مراجعهٔ حضوری",
  } as Record<RequestKind, string>,
  requestState: {
    open: "بی‌پاسخ",
    answered: "پاسخ رسید",
    accepted: "پذیرفته",
    cancelled: "لغوشده",
  } as Record<RequestState, string>,
  medium: {
    inPerson: "حضوری",
    telephone: "تلفن",
    letter: "نامه",
    email: "رایانامه",
    messenger: "پیام‌رسان",
    portal: "درگاه",
  } as Record<Medium, string>,
  service: {
    counselling: "مشاوره",
    aptitudeAssessment: "استعدادسنجی",
    training: "آموزش",
    productImprovement: "ارتقای کمی و کیفی محصول",
    marketKnowledge: "شناخت بازار",
  } as Record<Service, string>,
  serviceResult: {
    suitable: "مناسب",
    needsMore: "نیازمند ادامه",
    notSuitable: "نامناسب",
  } as Record<ServiceResult, string>,
  bankOutcome: {
    received: "بانک دریافت کرد",
    paid: "تسهیلات پرداخت شد",
    declined: "بانک نپذیرفت",
    quotaUsedUp: "سهمیه تمام شده",
    lapsed: "مهلت معرفی گذشت",
  } as Record<BankOutcome, string>,
  standing: {
    provisional: "موقت",
    registered: "قطعی",
    expired: "منقضی",
    suspended: "تعلیق‌شده",
    revoked: "لغوشده",
  } as Record<StandingView, string>,
  document: {
    licence: "مجوز",
    empowermentReferral: "معرفی به جهاد دانشگاهی",
    bankReferral: "معرفی به بانک",
    refusal: "ابلاغ رد",
    correction: "ابلاغ درخواست‌ها",
    receipt: "رسید متقاضی",
    clearance: "استعلام رشتهٔ ستاره‌دار",
    suspension: "ابلاغ تعلیق مجوز",
    revocation: "ابلاغ ابطال مجوز",
    branchList: "فهرست معرفی به شعبه",
    transmittal: "فهرست ارسال پرونده",
    dossier: "پروندهٔ کامل",
  } as Record<DocumentKind, string>,
  sheet: {
    unanswered: "بی‌پاسخ",
    sound: "سالم",
    spoiled: "باطل",
    handedOver: "تحویل‌شده",
  } as Record<SheetState["kind"], string>,
  keyring: {
    absent: "در این دستگاه سرویس جاکلیدی پاسخ نمی‌دهد؛ برای همین کلید داده‌ها با گذرواژهٔ شما نگه داشته می‌شود.",
    locked: "جاکلیدی دستگاه قفل است یا چیزی نگه نمی‌دارد؛ برای همین کلید داده‌ها با گذرواژهٔ شما نگه داشته می‌شود.",
    chosen: "کلید داده‌ها، چنان که خواسته‌اید، با گذرواژهٔ شما نگه داشته می‌شود.",
  } as Record<KeyringProblem, string>,
  warning: {
    certificateExpired: ({ day, days }) =>
      day === null
        ? "اعتبار گواهی مهارت تمام شده است."
        : `اعتبار گواهی مهارت تا ${day} بود${days === null ? "" : `؛ ${n(Math.abs(days))} روز پیش تمام شده`}.`,
    certificateExpiresSoon: ({ day, days }) =>
      `اعتبار گواهی مهارت ${day === null ? "به‌زودی" : `در ${day}`} تمام می‌شود${days === null ? "" : `؛ ${n(days)} روز دیگر`}.`,
    certificateOtherField: ({ subject }) =>
      `گواهی مهارت برای رشتهٔ دیگری است${subject === null ? "" : `: ${subject}`}.`,
    documentMissing: ({ subject }) => `مدرکی کم است${subject === null ? "" : `: ${subject}`}.`,
    photographFlawed: ({ subject }) => `عکس چاپ نمی‌شود و جای آن در مجوز خالی می‌ماند. ${subject ?? ""}`.trim(),
    possibleDuplicate: ({ subject }) =>
      `شاید تکراری باشد؛ پروندهٔ دیگری همین متقاضی و رشته را دارد${subject === null ? "" : `: ${subject}`}.`,
    referralExpired: ({ day }) =>
      `مهلت معرفی‌نامهٔ بانک ${day === null ? "" : `در ${day} `}گذشته است و معرفی‌نامه دیگر چاپ نمی‌شود. اگر بانک تسهیلات را نداده است، ادارهٔ کار با «معرفی به بانک» معرفی‌نامهٔ تازه می‌دهد.`,
    tooManyLicences: ({ subject }) =>
      `این شخص بیش از شمار مجاز، مجوز دارد${subject === null ? "" : `: ${subject}`}.`,
    postalCodeUnusual: ({ subject }) =>
      `کد پستی نامعمول است${subject === null ? "" : `: ${subject}`}؛ با متقاضی بسنجید.`,
    workplaceNotResidence: () => "نشانی کارگاه با نشانی سکونت یکی نیست.",
    underAge: ({ subject }) =>
      `سن متقاضی به حد لازم نرسیده است${subject === null ? "" : `: ${subject}`}.`,
    ownContributionLow: ({ subject }) =>
      `آوردهٔ متقاضی کمتر از حد لازم است${subject === null ? "" : `: ${subject}`}.`,
    experienceShort: ({ subject }) =>
      `سابقهٔ کار کمتر از حد لازم است${subject === null ? "" : `: ${subject}`}.`,
    notLoanEligible: () => "این رشته امسال تسهیلات ندارد؛ مجوز آن صادر می‌شود.",
    supporterNotConfirmed: ({ subject }) =>
      `پشتیبان هنوز تأیید نکرده است${subject === null ? "" : `: ${subject}`}.`,
    supporterDeclined: () => "پشتیبان این متقاضی را نپذیرفته است؛ متقاضی باید پشتیبان دیگری نام ببرد.",
    supporterLicenceDiffers: ({ subject }) =>
      `شمارهٔ مجوز پشتیبان که در مراجعه دیده شد جز شمارهٔ فرم است${subject === null ? "" : `: ${subject}`}.`,
    ibanOfAnotherBank: ({ subject }) =>
      `شبا از بانک دیگری است${subject === null ? "" : `: ${subject}`}.`,
    aboveCeiling: ({ subject }) =>
      `مبلغ درخواستی از سقف بیشتر است${subject === null ? "" : `: ${subject}`}.`,
  } as Record<WarningCode, (about: WarningSubject) => string>,
  hint: {
    documentsComplete: ({ count }) => `${n(count)} مدرک، همه دیده شده`,
    documentsUnseen: ({ unseen, count }) => `${n(count)} مدرک، ${n(unseen)} دیده نشده`,
    certificateExpired: () => "گواهی مهارت منقضی است",
    applicantAnswered: () => "پاسخ متقاضی رسید",
    waitingForApplicant: ({ open }) => `${n(open)} درخواست بی‌پاسخ از متقاضی`,
    supporterAwaited: () => "منتظر تأیید پشتیبان",
    clearanceAwaited: () => "منتظر پاسخ استعلام",
    servicesDone: ({ done, of }) => `${n(done)} خدمت از ${n(of)} انجام شده`,
    possibleDuplicate: () => "شاید تکراری باشد",
    licensed: ({ number }) => `مجوز \u2066${toFa(licenceGroups(number).join(" "))}\u2069`,
    none: () => "",
  } as TextsOf<QueueHint>,
  block: {
    checksOpen: ({ rows }) =>
      rows.length === 1
        ? `بررسی ${rows.map(n).join("")} هنوز دیده نشده است.`
        : `بررسی‌های ${rows.map(n).join("، ")} هنوز دیده نشده‌اند.`,
    checksWrong: ({ rows }) =>
      rows.length === 1
        ? `بررسی ${rows.map(n).join("")} نادرست است.`
        : `بررسی‌های ${rows.map(n).join("، ")} نادرست‌اند.`,
    requestsOpen: ({ open }) => `${n(open)} درخواست از متقاضی هنوز بسته نشده است.`,
    clearanceOpen: () => "پاسخ استعلام هنوز نرسیده است.",
    clearanceNeeded: () => "این رشته ستاره‌دار است و پیش از تصمیم استعلام می‌خواهد.",
    servicesOpen: ({ done, of }) => `${n(done)} خدمت از ${n(of)} خدمت توانمندسازی ثبت شده است.`,
    samePerson: () => "امضای نخست از خود شماست؛ امضای دوم باید از کس دیگری باشد.",
    noNumbers: () => "در دستهٔ این دستگاه شمارهٔ مجوزی نمانده است.",
    supervisorNeeded: () => "این کار را تنها سرپرست این اداره انجام می‌دهد.",
    disputeOwn: () => "یکی از این دو تصمیم از خود شماست؛ تنها می‌توانید تصمیم دیگر را بپذیرید.",
    heldBy: ({ officer }) => `این پرونده در دست ${officer} است.`,
    supporterNotConfirmed: () => "پشتیبان هنوز تأیید نکرده است.",
    supporterRecordedBySame: () =>
      "تأیید پشتیبان را خود شما ثبت کرده‌اید؛ تأیید پرونده باید از همکار دیگری باشد.",
    supporterDeclined: () => "پشتیبان نپذیرفته است؛ نخست متقاضی باید پشتیبانی نام ببرد.",
    notLoanEligible: () => "این رشته امسال تسهیلات ندارد.",
    notRegistered: () => "تا ثبت مجوز در سامانهٔ مرکزی، معرفی به بانک ممکن نیست.",
    fieldNotLicensable: () => "برای این رشته مجوز صادر نمی‌شود.",
    clockWrong: () => "ساعت این دستگاه درست نیست؛ تا درست نشود، صدور بسته است.",
    certificateExpired: () => "گواهی مهارت امروز اعتبار ندارد.",
    militaryPending: () => "وضع نظام‌وظیفهٔ متقاضی روشن نیست.",
  } as TextsOf<BlockView>,
  event: {
    registered: "ثبت درخواست",
    supporterConfirmed: "تأیید پشتیبان",
    supporterDeclined: "پشتیبان نپذیرفت",
    supporterNamed: "پشتیبان دیگری نام برده شد",
    submitted: "تکمیل و ارسال درخواست",
    attached: "رسیدن مدرک",
    assigned: "سپرده شد به کارشناس",
    checked: "پاسخ به بررسی",
    noted: "یادداشت داخلی",
    callLogged: "گفت‌وگوی تلفنی",
    requestsOpened: "درخواست از متقاضی",
    requestAnswered: "پاسخ متقاضی رسید",
    requestAccepted: "پاسخ پذیرفته شد",
    requestCancelled: "درخواست لغو شد",
    pathAssigned: "تعیین مسیر",
    approved: "تأیید دستگاه اجرایی",
    refused: "رد",
    clearanceAsked: "درخواست استعلام",
    clearanceAnswered: "پاسخ استعلام رسید",
    serviceRecorded: "خدمت توانمندسازی ثبت شد",
    empowermentCompleted: "توانمندسازی پایان یافت",
    licenceIssued: "صدور مجوز",
    licenceRegistered: "مجوز در مرکز ثبت شد",
    licenceSuspended: "تعلیق مجوز",
    licenceReinstated: "رفع تعلیق مجوز",
    licenceRevoked: "لغو مجوز",
    licenceSuperseded: "مجوز تازه جای این را گرفت",
    referredToBank: "معرفی به بانک",
    bankAnswered: "پاسخ بانک",
    printed: "چاپ برگه",
    reprinted: "چاپ دوبارهٔ برگه",
    sheetMarked: "وضع برگه گفته شد",
    transferred: "انتقال به ادارهٔ دیگر",
    withdrawn: "انصراف متقاضی",
    deadlineExtended: "تمدید مهلت",
    disputeOpened: "آغاز اختلاف",
    disputeResolved: "پایان اختلاف",
    unknown: "رویدادی که این نسخه نمی‌شناسد",
  } as Record<EventKind, string>,
};
