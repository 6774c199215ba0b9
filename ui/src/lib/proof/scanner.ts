/* A scanner that types. It presses the keys of a Latin keyboard, whatever layout the system has: with the
   Persian one, «LIC1:» arrives as other letters. So the keys themselves are written down, beside the text. */

const SHIFTED: Record<string, string> = {
  Digit3: "#",
  Digit4: "$",
  Equal: "+",
  Semicolon: ":",
};
const PLAIN: Record<string, string> = {
  Minus: "-",
  Period: ".",
  Slash: "/",
  NumpadAdd: "+",
  NumpadSubtract: "-",
  NumpadDecimal: ".",
  NumpadDivide: "/",
};

/** The letter of a key on a Latin keyboard, as a code or its link has it; `null` for keys that write none of its letters. Small letters, which only
    the address of a link has, come as capitals: hosts have no case. */
export function letterOf(code: string, shift: boolean): string | null {
  if (/^Key[A-Z]$/.test(code)) return code.slice(3);
  if (shift && SHIFTED[code] !== undefined) return SHIFTED[code];
  if (/^(Digit|Numpad)[0-9]$/.test(code)) return code.slice(-1);
  return PLAIN[code] ?? null;
}

export class KeysTyped {
  #letters = "";

  /** Writes down a key; keys that change what is there already make the record worthless. */
  press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const letter = letterOf(event.code, event.shiftKey);
    if (letter !== null) this.#letters += letter;
    else if (!event.code.startsWith("Shift") && event.code !== "CapsLock") this.forget();
  }

  forget(): void {
    this.#letters = "";
  }

  /** What was meant: the text, unless only the keys make a code. */
  meant(text: string): string {
    const usable = !text.includes("LIC1:") && this.#letters.includes("LIC1:");
    return usable ? this.#letters : text;
  }
}
