/** Where the filling in of a form begins; a group of radios is entered at what is chosen, else at its first. */
export function firstField(form: HTMLElement): HTMLElement | null {
  const marked = form.querySelector<HTMLElement>("[data-form-first]");
  if (marked) return marked;
  const first = form.querySelector<HTMLElement>("input, textarea, select");
  if (!(first instanceof HTMLInputElement) || first.type !== "radio") return first;
  const group = [...form.querySelectorAll<HTMLInputElement>("input[type=radio]")];
  return group.find((one) => one.name === first.name && one.checked) ?? first;
}
