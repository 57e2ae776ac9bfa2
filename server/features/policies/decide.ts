import { err, ok, type Result } from "#shared/kernel/result.ts";
import { startOfOfficeDay } from "#shared/domain/forms/effect.ts";
import { differences } from "#shared/domain/policies/differences.ts";
import { rulesOf } from "#shared/domain/policies/stored-rules.ts";
import { fullName } from "#shared/domain/rooms/entry.ts";
import type * as contract from "#shared/protocol/policies.ts";
import type { Tx } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { earliestDay } from "./desk.ts";
import { recordedBefore } from "./queries.ts";
import { addDecision, addProposal, addVersion, lockPolicy } from "./store.ts";

/** The newest version that was approved, whether it is in force yet or not: what a proposal would replace. */
async function newestVersion(tx: Tx) {
  const newest = await tx.scoringPolicy.findFirst({
    orderBy: { version: "desc" },
    select: { version: true, policy: true, effectiveFrom: true },
  });
  return newest && { ...newest, rules: rulesOf(newest.policy, await recordedBefore(tx)) };
}

/** A proposal, which nobody else decides about meanwhile. */
async function lockedProposal(tx: Tx, proposalId: string) {
  await lockPolicy(tx);
  return tx.policyProposal.findUnique({
    where: { id: proposalId },
    select: { policy: true, proposedById: true, decision: { select: { outcome: true } } },
  });
}

export const proposePolicy: RouteHandler<typeof contract.proposePolicy> = (deps, actor, { body }) =>
  commit(deps, async (uow) => {
    const { rules, reason } = body;
    if (reason === "") return err("REASON_REQUIRED");
    await lockPolicy(uow.tx);
    if ((await uow.tx.policyProposal.count({ where: { decision: { is: null } } })) > 0) return err("NOT_ALLOWED_NOW");
    const newest = await newestVersion(uow.tx);
    if (newest && differences(newest.rules, rules).length === 0) return err("POLICY_SAME");
    const { id } = await addProposal(uow.tx, {
      policy: rules,
      reason,
      proposedById: actor.accountId,
      proposedAt: uow.now,
    });
    uow.audit({
      actorId: actor.accountId,
      type: "scoringPolicy.proposed",
      subjectType: "policyProposal",
      subjectId: id,
      data: { changed: newest ? differences(newest.rules, rules).map(({ path }) => path) : [], reason },
    });
    return ok({ proposalId: id });
  });

export const approvePolicy: RouteHandler<typeof contract.approvePolicy> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const proposal = await lockedProposal(uow.tx, params.proposalId);
    if (!proposal) return err("NOT_FOUND");
    if (proposal.decision) return err("STATE_CHANGED");
    if (proposal.proposedById === actor.accountId) return err("OWN_WORK");
    const newest = await newestVersion(uow.tx);
    const effectiveFrom = startOfOfficeDay(body.effectiveOn);
    // Versions follow each other in time: a later one never begins before an earlier one.
    if (body.effectiveOn < earliestDay(uow.now) || (newest && effectiveFrom < newest.effectiveFrom))
      return err("DAY_PAST");
    const { proposalId } = params;
    const approver = await uow.tx.account.findUniqueOrThrow({
      where: { id: actor.accountId },
      select: { givenName: true, familyName: true },
    });
    await addDecision(uow.tx, {
      proposalId,
      outcome: "APPROVED",
      reason: "",
      decidedById: actor.accountId,
      decidedAt: uow.now,
    });
    const { version } = await addVersion(uow.tx, {
      version: (newest?.version ?? 0) + 1,
      policy: proposal.policy as object,
      approvedBy: fullName(approver),
      approvedAt: uow.now,
      effectiveFrom,
      proposalId,
    });
    uow.audit({
      actorId: actor.accountId,
      type: "scoringPolicy.approved",
      subjectType: "scoringPolicy",
      subjectId: String(version),
      data: { proposalId, effectiveFrom: effectiveFrom.toISOString() },
    });
    return ok({ version });
  });

type Ended = Record<string, never>;
type Unended = "REASON_REQUIRED" | "STATE_CHANGED";

export const refusePolicy: RouteHandler<typeof contract.refusePolicy> = (deps, actor, { params, body }) =>
  commit<Ended, "NOT_FOUND" | "OWN_WORK" | Unended>(deps, async (uow) => {
    const proposal = await lockedProposal(uow.tx, params.proposalId);
    if (!proposal) return err("NOT_FOUND");
    if (proposal.proposedById === actor.accountId) return err("OWN_WORK");
    return end(uow, actor.accountId, { ...params, ...body, ...proposal, outcome: "REFUSED" });
  });

export const withdrawPolicy: RouteHandler<typeof contract.withdrawPolicy> = (deps, actor, { params, body }) =>
  commit<Ended, "NOT_FOUND" | Unended>(deps, async (uow) => {
    const proposal = await lockedProposal(uow.tx, params.proposalId);
    if (proposal?.proposedById !== actor.accountId) return err("NOT_FOUND");
    return end(uow, actor.accountId, { ...params, ...body, ...proposal, outcome: "WITHDRAWN" });
  });

async function end(
  uow: UnitOfWork,
  decidedById: string,
  given: {
    readonly proposalId: string;
    readonly reason: string;
    readonly decision: unknown;
    readonly outcome: "REFUSED" | "WITHDRAWN";
  },
): Promise<Result<Ended, Unended>> {
  const { proposalId, reason, decision, outcome } = given;
  if (reason === "") return err("REASON_REQUIRED");
  if (decision) return err("STATE_CHANGED");
  await addDecision(uow.tx, { proposalId, outcome, reason, decidedById, decidedAt: uow.now });
  uow.audit({
    actorId: decidedById,
    type: outcome === "REFUSED" ? "scoringPolicy.refused" : "scoringPolicy.withdrawn",
    subjectType: "policyProposal",
    subjectId: proposalId,
    data: { reason },
  });
  return ok({});
}
