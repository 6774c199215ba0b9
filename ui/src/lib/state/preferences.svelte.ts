/* How the officer wants the screen: theme and size of the text. They stay on this machine. */

export type Theme = "system" | "light" | "dark";
export const TEXT_SIZES = [100, 112, 125] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

const isTheme = (value: string | null): value is Theme =>
  value === "system" || value === "light" || value === "dark";
const sizeOf = (value: string | null): TextSize =>
  TEXT_SIZES.find((size) => String(size) === value) ?? 100;

const stored = localStorage.getItem("theme");
let theme = $state<Theme>(isTheme(stored) ? stored : "system");
let textSize = $state<TextSize>(sizeOf(localStorage.getItem("textSize")));

export function currentTheme(): Theme {
  return theme;
}

export function currentTextSize(): TextSize {
  return textSize;
}

export function chooseTheme(next: Theme): void {
  theme = next;
  localStorage.setItem("theme", next);
  applyPreferences();
}

export function chooseTextSize(next: TextSize): void {
  textSize = next;
  localStorage.setItem("textSize", String(next));
  applyPreferences();
}

/** Puts the choices on the page; to be called at start and when the system changes its mind. */
export function applyPreferences(): void {
  const dark = theme === "dark" || (theme === "system" && systemIsDark());
  document.documentElement.dataset["theme"] = dark ? "dark" : "light";
  document.documentElement.style.fontSize = `${String(textSize)}%`;
}

const darkQuery = "(prefers-color-scheme: dark)";
const systemIsDark = (): boolean =>
  typeof matchMedia === "function" && matchMedia(darkQuery).matches;

/** Follows the system's theme; the returned function stops it. */
export function followSystem(): () => void {
  if (typeof matchMedia !== "function") return () => undefined;
  const query = matchMedia(darkQuery);
  query.addEventListener("change", applyPreferences);
  return () => {
    query.removeEventListener("change", applyPreferences);
  };
}
