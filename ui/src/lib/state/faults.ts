/* What broke in the page is reported by where it broke. What was on the screen stays there. */
import type { PagePart } from "../bindings/PagePart";
import { t } from "../i18n/index.svelte";
import { call } from "../ipc";
import { tell } from "./news.svelte";

/** Svelte names its errors by an address that ends in the code. */
const SVELTE_CODE = /svelte\.dev\/e\/(\w+)/;
const PLACE = /([\w.-]+\.(?:js|ts|svelte)):(\d+):(\d+)/;

/** Reports that a part of the page failed. */
export function report(part: PagePart, cause: unknown): void {
  const error = cause instanceof Error ? cause : null;
  const kind = SVELTE_CODE.exec(error?.message ?? "")?.[1] ?? error?.name ?? typeof cause;
  const place = PLACE.exec(error?.stack ?? "")?.[0] ?? "";
  // a report that cannot be given is not reported in its turn
  call("report_fault", { part, kind, place }).catch(() => undefined);
}

/** Hears of what fails where nothing waits for it; the returned function stops that. */
export function hearFaults(): () => void {
  function hear(event: ErrorEvent | PromiseRejectionEvent): void {
    const cause: unknown = event instanceof ErrorEvent ? event.error : event.reason;
    // browsers send this as an error whenever a size settles a frame later
    if (event instanceof ErrorEvent && event.message.startsWith("ResizeObserver loop")) return;
    report("background", cause);
    tell({ text: t().faults.background, tone: "plain" });
  }
  addEventListener("error", hear);
  addEventListener("unhandledrejection", hear);
  return () => {
    removeEventListener("error", hear);
    removeEventListener("unhandledrejection", hear);
  };
}
