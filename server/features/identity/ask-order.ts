import { identityPolicy } from "#shared/domain/identity/identity-policy.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type {
  askOrder as askContract,
  giveOrderWord as wordContract,
  orderQuestion as questionContract,
} from "#shared/protocol/identity.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { randomToken, sha256Hex } from "../../platform/hash.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { writeToClerkStep } from "../messages/steps.ts";
import { correctionOf, correctionSelect } from "../referrals/queries.ts";
import { checkedSitting } from "./checked-sitting.ts";
import { mayCheckIdentity } from "./policy.ts";
import { clerksOf, newestOrderRequest } from "./queries.ts";
import { addOrderRequest, addOrderWord, lockForCheck } from "./store.ts";

/** Without a document in hand, or where the person corrected it, the order that referred them can say who they are. */

export const askOrder: RouteHandler<typeof askContract> = (deps, actor, { params: { sittingId } }) =>
  commit(deps, async (uow) => {
    await lockForCheck(uow.tx, sittingId);
    const sitting = await checkedSitting(uow.tx, sittingId);
    if (!sitting || !mayCheckIdentity(actor, sitting)) return err("NOT_FOUND");
    const clerks = await clerksOf(uow.tx, sitting.bodyId);
    if (sitting.state !== "WAITING" || clerks.length === 0) return err("NOT_ALLOWED_NOW");
    const token = randomToken();
    const expiresAt = new Date(uow.now.getTime() + identityPolicy.orderLinkMinutes * 60_000);
    const { id } = await addOrderRequest(uow.tx, {
      sittingId,
      bodyId: sitting.bodyId,
      tokenHash: sha256Hex(token),
      askedById: actor.accountId,
      askedAt: uow.now,
      expiresAt,
    });
    // Whoever of the order is there first answers for it: the link is one and works once.
    const link = `${deps.config.publicUrl}/ordre/identite/${token}`;
    for (const clerk of clerks)
      await writeToClerkStep(uow, { cause: `orderWord:${id}`, clerk, link, minutes: identityPolicy.orderLinkMinutes });
    uow.audit({
      actorId: actor.accountId,
      type: "orderWord.asked",
      subjectType: "sitting",
      subjectId: sittingId,
      data: { requestId: id, bodyId: sitting.bodyId },
    });
    await observeStep(uow, sittingId, "ORDER_ASKED", {}, actor.accountId);
    return ok({ expiresAt: expiresAt.toISOString() });
  });

/** The question behind a link, as long as it is the newest, unanswered and in time; another order finds nothing. */
async function askedBy(
  db: Db | Tx,
  token: string,
  bodyId: string | null,
  now: Date,
): Promise<Result<{ id: string; sittingId: string; expiresAt: Date }, "LINK_UNKNOWN" | "LINK_USED" | "LINK_EXPIRED">> {
  const request = await db.orderWordRequest.findUnique({
    where: { tokenHash: sha256Hex(token) },
    select: { id: true, sittingId: true, bodyId: true, expiresAt: true, word: { select: { requestId: true } } },
  });
  if (!request || request.bodyId !== bodyId) return err("LINK_UNKNOWN");
  if (request.word) return err("LINK_USED");
  const newest = await newestOrderRequest(db, request.sittingId);
  if (newest?.id !== request.id || request.expiresAt <= now) return err("LINK_EXPIRED");
  return ok(request);
}

export const orderQuestion: RouteHandler<typeof questionContract> = async ({ db, clock }, actor, { params: { token } }) => {
  const found = await askedBy(db, token, actor.bodyId, clock.now());
  if (!found.ok) return err(found.error);
  const { sittingId, expiresAt } = found.value;
  const { registration } = await db.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: {
      registration: {
        select: { ...correctionSelect, referral: { select: { ...correctionSelect.referral.select, fileNumber: true } } },
      },
    },
  });
  const { givenName, familyName, birthDate, referral } = registration;
  return ok({
    givenName,
    familyName,
    birthDate: birthDate.toISOString().slice(0, 10),
    correction: correctionOf(registration),
    fileNumber: referral.fileNumber,
    expiresAt: expiresAt.toISOString(),
  });
};

export const giveOrderWord: RouteHandler<typeof wordContract> = (deps, actor, { params: { token }, body: { isConfirmed } }) =>
  commit(deps, async (uow) => {
    const found = await askedBy(uow.tx, token, actor.bodyId, uow.now);
    if (!found.ok) return err(found.error);
    const { id: requestId, sittingId } = found.value;
    const word = { requestId, sittingId, isConfirmed, answeredById: actor.accountId, answeredAt: uow.now };
    if (!(await addOrderWord(uow.tx, word))) return err("LINK_USED");
    uow.audit({
      actorId: actor.accountId,
      type: "orderWord.given",
      subjectType: "sitting",
      subjectId: sittingId,
      data: { requestId, isConfirmed },
    });
    await observeStep(uow, sittingId, isConfirmed ? "ORDER_CONFIRMED" : "ORDER_NOT_CONFIRMED", {}, actor.accountId);
    return ok({});
  });
