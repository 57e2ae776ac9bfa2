import { z } from "zod";
import { examRules } from "../domain/policies/exam-rules.ts";
import { day, id, instant } from "../kernel/wire.ts";
import { defineRoute } from "./define.ts";

/** The rules of the exam: proposed by the directorate, approved by the examination committee, for sessions to come. */

const directorate = ["DIRECTOR"] as const;
const committee = ["COMMITTEE"] as const;
const reason = z.string().trim().max(1_000);
const count = z.number().int();

export const policyDesk = defineRoute({
  name: "policyDesk",
  method: "GET",
  path: "/api/policies",
  summary: "The versions of the rules of the exam, the proposal that waits, and what became of earlier ones.",
  allow: ["DIRECTOR", "COMMITTEE"],
  output: z.object({
    versions: z.array(
      z.object({
        version: count,
        rules: examRules,
        state: z.enum(["COMING", "IN_FORCE", "PAST"]),
        approvedBy: z.string(),
        approvedAt: instant,
        effectiveFrom: instant,
        /** Null: it came with the installation. */
        proposal: z.object({ proposalId: id, by: z.string(), reason: z.string() }).nullable(),
        /** Reports that name it. */
        reports: count,
      }),
    ),
    waiting: z
      .object({
        proposalId: id,
        rules: examRules,
        reason: z.string(),
        by: z.string(),
        at: instant,
        isOwn: z.boolean(),
        /** The committee's, and nobody decides about what they proposed. */
        mayDecide: z.boolean(),
      })
      .nullable(),
    closed: z.array(
      z.object({
        proposalId: id,
        rules: examRules,
        reason: z.string(),
        by: z.string(),
        outcome: z.enum(["REFUSED", "WITHDRAWN"]),
        decidedBy: z.string(),
        decidedAt: instant,
        decisionReason: z.string(),
      }),
    ),
    /** The first day on which a version approved now can take effect. */
    earliest: day,
    mayPropose: z.boolean(),
    isOfCommittee: z.boolean(),
  }),
  errors: [],
});

export const proposePolicy = defineRoute({
  name: "proposePolicy",
  method: "POST",
  path: "/api/policies/proposals",
  summary: "Proposes other rules, whole, with the reason. One proposal waits at a time.",
  allow: directorate,
  body: z.object({ rules: examRules, reason }),
  output: z.object({ proposalId: id }),
  errors: ["REASON_REQUIRED", "POLICY_SAME", "NOT_ALLOWED_NOW"],
});

export const approvePolicy = defineRoute({
  name: "approvePolicy",
  method: "POST",
  path: "/api/policies/proposals/:proposalId/approval",
  summary: "The committee approves what somebody else proposed, from a day to come.",
  allow: committee,
  params: z.object({ proposalId: id }),
  body: z.object({ effectiveOn: day }),
  output: z.object({ version: count }),
  errors: ["OWN_WORK", "DAY_PAST", "STATE_CHANGED"],
});

export const refusePolicy = defineRoute({
  name: "refusePolicy",
  method: "POST",
  path: "/api/policies/proposals/:proposalId/refusal",
  summary: "The committee refuses what somebody else proposed, with the reason.",
  allow: committee,
  params: z.object({ proposalId: id }),
  body: z.object({ reason }),
  output: z.object({}),
  errors: ["REASON_REQUIRED", "OWN_WORK", "STATE_CHANGED"],
});

export const withdrawPolicy = defineRoute({
  name: "withdrawPolicy",
  method: "POST",
  path: "/api/policies/proposals/:proposalId/withdrawal",
  summary: "Withdraws one's own proposal, with the reason.",
  allow: directorate,
  params: z.object({ proposalId: id }),
  body: z.object({ reason }),
  output: z.object({}),
  errors: ["REASON_REQUIRED", "STATE_CHANGED"],
});
