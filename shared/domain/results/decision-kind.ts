import { z } from "zod";

/** What people decide about a report. */
export const decisionKind = z.enum(["CONFIRM", "HOLD", "RELEASE", "PROPOSE_ANNULMENT", "ANNUL"]);
export type DecisionKind = z.infer<typeof decisionKind>;
