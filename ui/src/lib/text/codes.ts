/* Long codes in groups, as they are written on paper. What is stored, searched and copied has none. */

const TRACKING = [4, 4, 3, 3];
const LICENCE = [4, 4, 4];
const MOBILE = [4, 3, 4];

/** Cuts digits into groups of these lengths; a code of another length stays in one piece. */
function cut(code: string, lengths: number[]): string[] {
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  if (!/^\d+$/.test(code) || code.length !== whole) return [code];
  let at = 0;
  return lengths.map((length) => code.slice(at, (at += length)));
}

/** In running text: the groups joined so that no line breaks between them, set apart from left to right. */
export const trackingText = (code: string): string => `\u2066${trackingGroups(code).join("-\u2060")}\u2069`;

/** `16556511528518` is `1655-6511-528-518`. */
export const trackingGroups = (code: string): string[] => cut(code, TRACKING);

/** `900000000150` is `9000 0000 0150`. */
export const licenceGroups = (number: string): string[] => cut(number, LICENCE);

/** `09125404792` is `0912 540 4792`; numbers that are no mobile's stay as they are. */
export const mobileGroups = (number: string): string[] =>
  number.startsWith("09") ? cut(number, MOBILE) : [number];
