/* What a reader of the screen is told, politely. */

let said = $state("");
let turn = false;

/** Says a text; the same text twice in a row is said twice. */
export function announce(text: string): void {
  turn = !turn;
  said = turn ? text : `${text}\u00a0`;
}

/** Takes back what was said: nobody who comes later hears it. */
export function silence(): void {
  said = "";
}

export function announced(): string {
  return said;
}
