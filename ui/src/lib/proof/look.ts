/* How each finding looks: by icon, border and tone, beside its words. */
import type { Finding } from "../bindings/Finding";
import type { IconName } from "../components/Icon.svelte";

export interface Look {
  icon: IconName;
  tone: "ok" | "soon" | "overdue" | "critical" | "info" | "plain";
  border: "solid" | "dashed" | "dotted" | "double" | "thick";
}

const UNKNOWN: Look = { icon: "question", tone: "info", border: "dotted" };
const FORGED: Look = { icon: "octagon", tone: "critical", border: "thick" };

export const LOOKS: Record<Finding, Look> = {
  valid: { icon: "tick", tone: "ok", border: "solid" },
  provisional: { icon: "clock", tone: "soon", border: "dashed" },
  expired: { icon: "triangle", tone: "overdue", border: "double" },
  suspended: { icon: "pause", tone: "overdue", border: "dashed" },
  revoked: { icon: "cross", tone: "critical", border: "solid" },
  badSignature: FORGED,
  outsideBlock: FORGED,
  afterLease: FORGED,
  specimen: { icon: "sample", tone: "plain", border: "double" },
  unreadable: { icon: "paper", tone: "plain", border: "dashed" },
  notYetIssued: UNKNOWN,
  issuerUnknown: UNKNOWN,
  trustListTooOld: UNKNOWN,
  notTrusted: UNKNOWN,
};
