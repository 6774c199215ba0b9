/* What a reader of the screen is told, politely. */

let said = $state("");
let turn = false;

/** Says a text; the same text twice in a row is said twice. */
export function announce(text: string): void {
  turn = !turn;
  said = turn ? text : `${text}\u00a0`;
}

export function announced(): string {
  return said;
}
