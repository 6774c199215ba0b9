// Finds what a person or a screen reader would: visible elements by role and accessible name, by text, or by
// test id, alone or with one of its data. Arguments: kind, first, second, third. Returns an array of elements.
const [kind, first, second, third] = arguments;

const byRole = {
  button: "button, [role=button], summary",
  link: "a[href], [role=link]",
  textbox: "input:not([type]), input[type=text], input[type=search], input[type=password], input[type=tel], textarea, [role=textbox], [role=searchbox]",
  searchbox: "input[type=search], [role=searchbox]",
  checkbox: "input[type=checkbox], [role=checkbox]",
  radio: "input[type=radio], [role=radio]",
  combobox: "select, [role=combobox]",
  heading: "h1, h2, h3, h4, h5, h6, [role=heading]",
  dialog: "dialog[open], [role=dialog], [role=alertdialog]",
  region: "section[aria-label], section[aria-labelledby], [role=region]",
  navigation: "nav, [role=navigation]",
  main: "main, [role=main]",
  list: "ul, ol, [role=list]",
  listitem: "li, [role=listitem]",
  row: "tr, [role=row]",
  img: "img, svg[role=img], [role=img]",
};

const squeeze = (text) => (text ?? "").replace(/\s+/g, " ").trim();

const visible = (element) => {
  if (!element.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true })) return false;
  const box = element.getBoundingClientRect();
  return box.width > 0 && box.height > 0 && element.closest("[aria-hidden=true], [inert]") === null;
};

const textOf = (element) => {
  if (element.nodeType === Node.TEXT_NODE) return element.textContent;
  if (element.nodeType !== Node.ELEMENT_NODE) return "";
  if (element.getAttribute("aria-hidden") === "true") return "";
  if (element.hasAttribute("aria-label")) return element.getAttribute("aria-label");
  if (element.tagName === "IMG") return element.alt;
  return [...element.childNodes].map(textOf).join(" ");
};

const nameOf = (element) => {
  const ids = element.getAttribute("aria-labelledby");
  if (ids) return squeeze(ids.split(/\s+/).map((id) => textOf(document.getElementById(id) ?? new Text(""))).join(" "));
  if (element.getAttribute("aria-label")) return squeeze(element.getAttribute("aria-label"));
  if (element.labels?.length) return squeeze([...element.labels].map(textOf).join(" "));
  return squeeze(textOf(element)) || squeeze(element.getAttribute("title")) || squeeze(element.getAttribute("placeholder"));
};

if (kind === "id") return [...document.querySelectorAll(`[data-testid="${CSS.escape(first)}"]`)].filter(visible);

if (kind === "with") {
  const mark = `[data-testid="${CSS.escape(first)}"][data-${second}="${CSS.escape(third)}"]`;
  return [...document.querySelectorAll(mark)].filter(visible);
}

if (kind === "role") {
  const candidates = [...document.querySelectorAll(byRole[first] ?? `[role="${CSS.escape(first)}"]`)].filter(visible);
  const exact = candidates.filter((element) => nameOf(element) === squeeze(second));
  return exact.length ? exact : candidates.filter((element) => nameOf(element).includes(squeeze(second)));
}

// By text: the innermost elements that contain it.
const holders = [...document.body.querySelectorAll("*")].filter(
  (element) => visible(element) && squeeze(element.textContent).includes(squeeze(first)),
);
return holders.filter((element) => !holders.some((other) => other !== element && element.contains(other)));
