import { err, ok } from "#shared/kernel/result.ts";
import { formContent } from "#shared/domain/forms/form-content.ts";
import { levelOf } from "#shared/domain/results/level.ts";
import { DEFAULT_POLICY, scoringPolicy } from "#shared/scoring/policy.ts";
import type { myResult as contract } from "#shared/protocol/results.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { sentResult } from "./queries.ts";

/** One's own result in the words of the grid. Before it was sent there is nothing to see, and nothing says so. */
export const myResult: RouteHandler<typeof contract> = async ({ db }, actor, { params }) => {
  const sitting = await db.sitting.findFirst({
    where: { id: params.sittingId, accountId: actor.accountId },
    select: {
      form: { select: { content: true } },
      registration: {
        select: {
          body: { select: { name: true } },
          referral: { select: { referredBy: { select: { givenName: true, familyName: true, email: true } } } },
        },
      },
      attestations: { where: { state: "ISSUED" }, select: { id: true, number: true } },
    },
  });
  const sent = sitting && (await sentResult(db, params.sittingId));
  if (!sent || sent.report.outcome === "PENDING") return err("NOT_FOUND");
  const policy = await db.scoringPolicy.findUniqueOrThrow({
    where: { version: sent.policyVersion },
    select: { policy: true },
  });
  const { cut = DEFAULT_POLICY.cut } = scoringPolicy.parse(policy.policy);
  const shown = (score: number | null) => (score === null ? null : { score, level: levelOf(score, cut) });
  const { body, referral } = sitting.registration;
  const { givenName, familyName, email } = referral.referredBy;
  const { CE, CO, EE, EO } = sent.report.competencies;
  const [attestation] = sitting.attestations;
  return ok({
    sittingId: params.sittingId,
    sentAt: sent.sentAt.toISOString(),
    outcome: sent.report.outcome,
    competencies: { CE: shown(CE), CO: shown(CO), EE: shown(EE), EO: shown(EO) },
    cut,
    professionName: formContent.parse(sitting.form.content).profession,
    contact: { name: `${givenName} ${familyName}`, bodyName: body.name, email },
    attestation: attestation ? { attestationId: attestation.id, number: attestation.number } : null,
  });
};
