/* Persian digits exist at display only; what is stored and compared is ASCII. */

const PERSIAN = "۰۱۲۳۴۵۶۷۸۹";
const ARABIC = "٠١٢٣٤٥٦٧٨٩";

/** ASCII digits as Persian ones. */
export function toFa(text: string | number): string {
  return String(text).replace(/[0-9]/g, (digit) => PERSIAN.charAt(Number(digit)));
}

/** Persian and Arabic-Indic digits as ASCII ones. */
export function toAscii(text: string): string {
  return text
    .replace(/[۰-۹]/g, (digit) => String(PERSIAN.indexOf(digit)))
    .replace(/[٠-٩]/g, (digit) => String(ARABIC.indexOf(digit)));
}

/** A whole number with separated thousands: `1234567` is `1,234,567`, in Persian `۱٬۲۳۴٬۵۶۷`. */
export function grouped(value: number, persian: boolean): string {
  const ascii = String(Math.abs(Math.trunc(value))).replace(/\B(?=(\d{3})+$)/g, persian ? "٬" : ",");
  const signed = value < 0 ? `−${ascii}` : ascii;
  return persian ? toFa(signed) : signed;
}

/** A whole number that someone typed with any digits and separators, or `null`. */
export function parseWhole(text: string): number | null {
  const ascii = toAscii(text).replace(/[\s,٬،_\u200c]/g, "");
  return /^\d{1,15}$/.test(ascii) ? Number(ascii) : null;
}
