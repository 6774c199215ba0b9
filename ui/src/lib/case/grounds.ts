/* What a refusal rests on, in words. */
import type { GroundView } from "../bindings/GroundView";
import { t } from "../i18n/index.svelte";

/** Says a ground: now, to the officer who may refuse by it, or `then`, of a refusal that was made. */
export function groundText(ground: GroundView, when: "now" | "then"): string {
  const words = t().grounds;
  switch (ground.kind) {
    case "row":
      return words.row(ground.row);
    case "document":
      return when === "now" ? words.document(ground.title) : words.documentThen(ground.title);
    case "unanswered":
      return words.unanswered;
    case "circumstance":
      return words.circumstance[ground.circumstance];
  }
}
