/* The page's own words, beside those that it shares with the desk. */
import { proof as english } from "../lib/i18n/en.proof";
import { proof as persian, type ProofTexts } from "../lib/i18n/fa.proof";
import { toFa } from "../lib/text/digits";

export interface PageTexts {
  proof: ProofTexts;
  months: string[];
  digits: (text: string) => string;
  other: string;
  about: string;
  privacy: string;
  camera: string;
  stopCamera: string;
  cameraHint: string;
  noCamera: Record<"insecure" | "absent" | "refused", string>;
  lists: {
    title: string;
    about: string;
    trust: string;
    status: string;
    load: { trust: string; status: string };
    none: string;
    unbelieved: Record<"trust" | "status", string>;
    tooOld: string;
    trustOf: (issued: string, until: string) => string;
  };
}

const fa: PageTexts = {
  proof: persian,
  months: ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"],
  digits: toFa,
  other: "English",
  about: "این صفحه بی‌نیاز از شبکه می‌گوید مجوز مشاغل خانگی اصیل است یا نه. آن را ذخیره کنید و هرجا خواستید باز کنید.",
  privacy: "آنچه می‌خوانید از این دستگاه بیرون نمی‌رود و جایی نگه داشته نمی‌شود.",
  camera: "خواندن با دوربین",
  stopCamera: "بستن دوربین",
  cameraHint: "کد روی مجوز را روبه‌روی دوربین بگیرید.",
  noCamera: {
    insecure: "مرورگر در این نشانی دوربین نمی‌دهد. صفحه را ذخیره و از روی دستگاه باز کنید، یا از نشانی امن (https) بخوانید، یا عکس بدهید.",
    absent: "دوربینی پیدا نشد. از مجوز عکس بگیرید و پروندهٔ آن را بدهید.",
    refused: "اجازهٔ دوربین داده نشد. در مرورگر اجازه دهید، یا عکس مجوز را بدهید.",
  },
  lists: {
    title: "فهرست‌ها",
    about: "مجوز با این فهرست‌ها سنجیده می‌شود. فهرست تازه را از سامانهٔ مرکزی یا ادارهٔ کار بگیرید.",
    trust: "فهرست اعتماد",
    status: "فهرست وضعیت",
    load: { trust: "گزینش فهرست اعتماد", status: "گزینش فهرست وضعیت" },
    none: "در دست نیست",
    unbelieved: {
      trust: "این پرونده فهرست اعتمادی نیست که ریشهٔ این صفحه امضا کرده باشد. فهرست پیشین ماند.",
      status: "این پرونده فهرست وضعیتی نیست که فهرست اعتماد آن را بپذیرد. فهرست پیشین ماند.",
    },
    tooOld: "مهلت آن گذشته است؛ فهرست تازه بگیرید.",
    trustOf: (issued, until) => `${issued}، پذیرفته تا ${until}`,
  },
};

const en: PageTexts = {
  proof: english,
  months: ["Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar", "Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand"],
  digits: (text) => text,
  other: "فارسی",
  about: "This page tells without a network whether the licence of a home-based business is genuine. Save it and open it wherever you like.",
  privacy: "What you read does not leave this device and is kept nowhere.",
  camera: "Read by camera",
  stopCamera: "Close the camera",
  cameraHint: "Hold the code on the licence in front of the camera.",
  noCamera: {
    insecure: "The browser gives no camera at this address. Save the page and open it from your device, use a secure address (https), or give a picture.",
    absent: "There is no camera. Photograph the licence and give the file.",
    refused: "The camera was not allowed. Allow it in the browser, or give a picture of the licence.",
  },
  lists: {
    title: "Lists",
    about: "Licences are checked against these lists. Get newer ones from the registry or the labour office.",
    trust: "Trust list",
    status: "Status list",
    load: { trust: "Choose a trust list", status: "Choose a status list" },
    none: "none at hand",
    unbelieved: {
      trust: "This file is no trust list that the root of this page has signed. The one before was kept.",
      status: "This file is no status list that the trust list vouches for. The one before was kept.",
    },
    tooOld: "It is past its last day; get a newer one.",
    trustOf: (issued, until) => `${issued}, holds until ${until}`,
  },
};

export const LANGUAGES = { fa, en };
