/* A condition is chosen by typing its own number, digit by digit. */

export interface Typed {
  /** What is typed so far and not yet a whole number of the list. */
  typed: string;
  /** The number that is now certain: no longer one begins with it. */
  chosen: number | null;
  /** A number of the list to go to while more digits may follow. */
  near: number | null;
}

/** What one more digit makes of what was typed; a digit that leads nowhere begins again. */
export function typeDigit(before: string, digit: string, numbers: number[]): Typed {
  for (const typed of [before + digit, digit]) {
    const found = numbers.filter((one) => String(one).startsWith(typed));
    const exact = found.find((one) => String(one) === typed);
    if (exact !== undefined && found.length === 1) return { typed: "", chosen: exact, near: exact };
    if (found.length > 0) return { typed, chosen: null, near: exact ?? found[0] ?? null };
  }
  return { typed: "", chosen: null, near: null };
}
