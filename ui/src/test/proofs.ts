/* What a code turned out to be, of every kind. */
import type { Finding } from "../lib/bindings/Finding";
import type { ProofView } from "../lib/bindings/ProofView";
import { dayFromToday, momentFromToday } from "./days";

const GENUINE = new Set<Finding>(["valid", "provisional", "expired", "suspended", "revoked"]);

export function proofView(finding: Finding): ProofView {
  const genuine = GENUINE.has(finding);
  return {
    finding,
    message: "",
    hint: "",
    sample: genuine,
    licence: genuine
      ? {
          number: "900000000150",
          activity: "independent",
          holder: "مریم نمونه‌ای فراهانی",
          field: { code: "2025", title: "گلیم‌بافی" },
          issued: momentFromToday(-12, "10:24"),
          validUntil: dayFromToday(finding === "expired" ? -2 : 1_080),
          provisionalUntil: finding === "provisional" ? dayFromToday(18) : null,
          office: "LABOUR-0001",
          sheet: 4_188,
        }
      : null,
    otherHost: null,
    trustList: finding === "notTrusted" ? null : { issued: dayFromToday(-40), validUntil: dayFromToday(360) },
    statusList: genuine ? { issued: dayFromToday(0), old: false } : null,
  };
}
