/* The language in use, and its words. */
import type { ErrorCode } from "../bindings/ErrorCode";
import type { Error as DeskError } from "../bindings/Error";
import { en } from "./en";
import { errors as englishErrors } from "./en.errors";
import { fa, type Texts } from "./fa";

export type Language = "fa" | "en";

const KEY = "language";
const remembered = (): Language => (localStorage.getItem(KEY) === "en" ? "en" : "fa");

let language = $state<Language>(remembered());

/** The words of the language in use. */
export function t(): Texts {
  return language === "fa" ? fa : en;
}

export function currentLanguage(): Language {
  return language;
}

export function isPersian(): boolean {
  return language === "fa";
}

/** Changes the language and with it the direction of the page. */
export function speak(next: Language): void {
  language = next;
  localStorage.setItem(KEY, next);
  applyLanguage();
}

export function applyLanguage(): void {
  document.documentElement.lang = language;
  document.documentElement.dir = language === "fa" ? "rtl" : "ltr";
}

export interface ErrorText {
  message: string;
  hint: string;
}

/** What to tell of an error: the desk's own Persian, or the English of its code. */
export function errorText(error: DeskError): ErrorText {
  if (language === "en") {
    const [message, hint] = englishErrors[error.code] satisfies (typeof englishErrors)[ErrorCode];
    return { message, hint };
  }
  if (error.message === "") return { message: fa.errors.internal, hint: fa.errors.internalHint };
  return { message: error.message, hint: error.hint };
}
