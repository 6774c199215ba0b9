/** Keys for a list whose parts may repeat: of two equal keys the second is told apart, so that no data can
    keep a list from being drawn. */
export function uniqueKeys<T>(items: readonly T[], keyOf: (item: T) => string): string[] {
  const times = new Map<string, number>();
  return items.map((item) => {
    const key = keyOf(item);
    const before = times.get(key) ?? 0;
    times.set(key, before + 1);
    return before === 0 ? key : `${key}#${String(before)}`;
  });
}
