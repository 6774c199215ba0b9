/* What is said when a part of the window fails by itself. */
import type { PagePart } from "../bindings/PagePart";

const parts: Record<PagePart, string> = {
  queue: "فهرست پرونده‌ها",
  preview: "پیش‌نمایش پرونده",
  case: "این پرونده",
  facts: "مشخصات پرونده",
  viewer: "مدارک پرونده",
  talk: "گفت‌وگو و یادداشت‌ها",
  decision: "بخش تصمیم",
  print: "صفحهٔ چاپ",
  verify: "صفحهٔ استعلام",
  letters: "متن نامه‌ها",
  background: "کاری که آغاز شده بود",
};

export const faults = {
  parts,
  title: (part: string) => `${part} نشان داده نمی‌شود`,
  why: "خطایی در خود برنامه است و گزارش شد. چیزی از پرونده کم نشده است و بقیهٔ برنامه کار می‌کند. اگر دوباره پیش آمد، به پشتیبانی خبر دهید.",
  background: "کاری به پایان نرسید؛ دوباره بکوشید. خطا گزارش شد.",
  next: "پروندهٔ بعدی",
  list: "بازگشت به فهرست",
};

export type FaultWords = typeof faults;
