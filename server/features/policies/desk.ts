import { ok } from "#shared/kernel/result.ts";
import { startOfOfficeDay } from "#shared/domain/forms/effect.ts";
import { officeDay } from "#shared/domain/marking/deadlines.ts";
import { fullName } from "#shared/domain/rooms/entry.ts";
import { rulesOf } from "#shared/domain/policies/stored-rules.ts";
import type { policyDesk as contract } from "#shared/protocol/policies.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { recordedBefore } from "./queries.ts";

const person = { select: { givenName: true, familyName: true } } as const;
const shownClosed = 20;
const dayMs = 86_400_000;

export const policyDesk: RouteHandler<typeof contract> = async ({ db, clock }, actor) => {
  const now = clock.now();
  const recorded = await recordedBefore(db);
  const versions = await db.scoringPolicy.findMany({
    orderBy: [{ effectiveFrom: "desc" }, { version: "desc" }],
    select: {
      version: true,
      policy: true,
      approvedBy: true,
      approvedAt: true,
      effectiveFrom: true,
      proposal: { select: { id: true, reason: true, proposedBy: person } },
      _count: { select: { reports: true } },
    },
  });
  const inForce = versions.find(({ effectiveFrom }) => effectiveFrom <= now)?.version;
  const proposals = await db.policyProposal.findMany({
    where: { approved: { is: null } },
    orderBy: [{ proposedAt: "desc" }, { id: "desc" }],
    take: shownClosed,
    select: {
      id: true,
      policy: true,
      reason: true,
      proposedAt: true,
      proposedById: true,
      proposedBy: person,
      decision: { select: { outcome: true, reason: true, decidedAt: true, decidedBy: person } },
    },
  });
  const waiting = proposals.find(({ decision }) => decision === null);
  return ok({
    versions: versions.map(({ policy, proposal, _count, ...row }) => ({
      version: row.version,
      rules: rulesOf(policy, recorded),
      state: row.effectiveFrom > now ? "COMING" : row.version === inForce ? "IN_FORCE" : "PAST",
      approvedBy: row.approvedBy,
      approvedAt: row.approvedAt.toISOString(),
      effectiveFrom: row.effectiveFrom.toISOString(),
      proposal: proposal && {
        proposalId: proposal.id,
        by: fullName(proposal.proposedBy),
        reason: proposal.reason,
      },
      reports: _count.reports,
    })),
    waiting: waiting
      ? {
          proposalId: waiting.id,
          rules: rulesOf(waiting.policy, recorded),
          reason: waiting.reason,
          by: fullName(waiting.proposedBy),
          at: waiting.proposedAt.toISOString(),
          isOwn: waiting.proposedById === actor.accountId,
          mayDecide: actor.roles.includes("COMMITTEE") && waiting.proposedById !== actor.accountId,
        }
      : null,
    closed: proposals.flatMap(({ decision, ...proposal }) =>
      decision
        ? [
            {
              proposalId: proposal.id,
              rules: rulesOf(proposal.policy, recorded),
              reason: proposal.reason,
              by: fullName(proposal.proposedBy),
              outcome: decision.outcome === "WITHDRAWN" ? "WITHDRAWN" : "REFUSED",
              decidedBy: fullName(decision.decidedBy),
              decidedAt: decision.decidedAt.toISOString(),
              decisionReason: decision.reason,
            },
          ]
        : [],
    ),
    earliest: earliestDay(now),
    mayPropose: actor.roles.includes("DIRECTOR"),
    isOfCommittee: actor.roles.includes("COMMITTEE"),
  });
};

/** Tomorrow at the Office: whoever sits today is judged by what was in force this morning. */
export const earliestDay = (now: Date): string =>
  officeDay(new Date(startOfOfficeDay(officeDay(now)).getTime() + dayMs + dayMs / 2));
