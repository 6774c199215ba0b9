/** The first letters of the first two words, kept apart so that they do not join: `م‌ر`. */
export function initials(name: string): string {
  return name
    .split(/\s+/)
    .filter((word) => word !== "")
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join("\u200c");
}
