/* Which screen is open. */
import type { DocumentKind } from "../bindings/DocumentKind";

export type Section = "desk" | "cases" | "print" | "verify" | "letters";

export type Route =
  | { screen: "desk" }
  | { screen: "cases" }
  | { screen: "case"; caseId: string; from: "desk" | "cases" }
  | { screen: "print"; caseId?: string; document?: DocumentKind }
  | { screen: "verify" }
  | { screen: "letters" };

let route = $state.raw<Route>({ screen: "desk" });

export function currentRoute(): Route {
  return route;
}

export function go(next: Route): void {
  route = next;
}

export function openCase(caseId: string): void {
  const from = route.screen === "cases" || (route.screen === "case" && route.from === "cases");
  route = { screen: "case", caseId, from: from ? "cases" : "desk" };
}

/** The section of the rail to which the screen belongs. */
export function currentSection(): Section {
  return route.screen === "case" ? route.from : route.screen;
}
