/* Why a text is refused, in the language in use. */
import type { FieldProblem } from "../bindings/FieldProblem";
import { t } from "../i18n/index.svelte";
import { digits } from "../text/format.svelte";

/** What a problem is about: a bound or a character as it is shown, or a place by its name. */
export interface ProblemAbout {
  about: string;
  place: string;
}

export function problemText(problem: FieldProblem): string {
  const { problems, slots } = t().letters;
  const say = problems[problem.code] ?? problems.other;
  const { about } = problem;
  return say?.({ about: digits(about), place: slots[about] ?? about }) ?? problem.message;
}
