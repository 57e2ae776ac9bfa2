import { err, ok, type Result } from "#shared/kernel/result.ts";
import { step } from "#shared/kernel/machine.ts";
import { resultMachine } from "#shared/domain/results/result-machine.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type * as contract from "#shared/protocol/annulments.ts";
import type { ResultDetail } from "#shared/protocol/results.ts";
import type { Db } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { isHeldByIncident } from "../incidents/queries.ts";
import { releaseBookingStep } from "../scheduling/steps.ts";
import { tookPart } from "../sitting/queries.ts";
import { commitDecision, decide, proposalSelect, readForDecision, standingProposal, type Proposal } from "./decide-result.ts";
import { addDecision } from "./store.ts";

/**
 * An exam that cannot be decided for a cause on the Office's side, such as a mark that nobody can give any more, counts
 * as nothing: the person sits again at once. One of the directorate proposes it and another signs; whoever took part in
 * the session does neither.
 */
export const proposeAnnulment: RouteHandler<typeof contract.proposeAnnulment> = async (deps, actor, { params, body }) => {
  if (body.reason === "") return err("REASON_REQUIRED");
  return commitDecision(deps, params.sittingId, async (uow) => {
    if (await tookPart(uow.tx, actor.accountId, params.sittingId)) return err("NOT_ALLOWED_NOW");
    const read = await readForDecision(uow, { ...params, ...body });
    if (!read.ok) return read;
    const { state, sentAt, proposal } = read.value;
    if (sentAt || step(resultMachine, state, "annul") === undefined) return err("NOT_ALLOWED_NOW");
    if (await isHeldByIncident(uow.tx, params.sittingId)) return err("INCIDENT_OPEN");
    // Somebody proposed it since the page was read: it is there to be signed.
    if (proposal) return err("STATE_CHANGED");
    const { reportId, reason } = body;
    const { id: decisionId } = await addDecision(uow.tx, {
      reportId,
      kind: "PROPOSE_ANNULMENT",
      deciderId: actor.accountId,
      reason,
      createdAt: uow.now,
    });
    uow.audit({
      actorId: actor.accountId,
      type: "result.annulmentProposed",
      subjectType: "result",
      subjectId: params.sittingId,
      data: { reportId, decisionId },
    });
    return ok({});
  });
};

export const annulResult: RouteHandler<typeof contract.annulResult> = async (deps, actor, { params, body }) => {
  if (body.reason === "") return err("REASON_REQUIRED");
  return commitDecision(deps, params.sittingId, async (uow) => {
    if (await tookPart(uow.tx, actor.accountId, params.sittingId)) return err("NOT_ALLOWED_NOW");
    const decided = await decide(uow, { ...params, ...body, deciderId: actor.accountId }, (_report, proposal) =>
      signing(proposal, { proposalId: body.proposalId, signerId: actor.accountId }),
    );
    if (!decided.ok) return decided;
    await releaseBookingStep(uow, params.sittingId, "ANNULLED", actor.accountId);
    uow.outbox("result.annulled", { sittingId: params.sittingId });
    uow.hint(topicOf.sitting(params.sittingId));
    return ok({});
  });
};

function signing(
  proposal: Proposal | undefined,
  { proposalId, signerId }: { readonly proposalId: string; readonly signerId: string },
): Result<"annul", "STATE_CHANGED" | "NEEDS_TWO_PEOPLE"> {
  if (proposal?.id !== proposalId) return err("STATE_CHANGED");
  return proposal.deciderId === signerId ? err("NEEDS_TWO_PEOPLE") : ok("annul");
}

/** By sitting, of open results: what one of the directorate proposed about the current report, where it stands. */
export async function proposedAnnulments(db: Db, sittingId?: string): Promise<ReadonlyMap<string, Proposal>> {
  const reports = await db.report.findMany({
    where: { ...(sittingId === undefined ? {} : { sittingId }), currentFor: { state: { notIn: ["RESULT_SENT", "ANNULLED"] } }, decisions: { some: { kind: "PROPOSE_ANNULMENT" } } },
    select: { sittingId: true, ...proposalSelect },
  });
  return new Map(
    reports.flatMap((report) => {
      const proposal = standingProposal(report);
      return proposal ? [[report.sittingId, proposal] as const] : [];
    }),
  );
}

/** The same as one of the directorate reads it. */
export async function annulmentView(
  db: Db,
  proposal: Proposal | undefined,
  { sittingId, readerId }: { readonly sittingId: string; readonly readerId: string },
): Promise<ResultDetail["annulment"]> {
  if (!proposal) return null;
  const { id: proposalId, deciderId, reason, createdAt } = proposal;
  const { givenName, familyName } = await db.account.findUniqueOrThrow({
    where: { id: deciderId },
    select: { givenName: true, familyName: true },
  });
  const isBarred =
    deciderId === readerId || (await tookPart(db, readerId, sittingId)) || (await isHeldByIncident(db, sittingId));
  return {
    proposalId,
    proposerName: `${givenName} ${familyName}`,
    maySign: !isBarred,
    reason,
    proposedAt: createdAt.toISOString(),
  };
}
