import { err, ok } from "#shared/kernel/result.ts";
import type { identityFacts as contract } from "#shared/protocol/identity.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { correctionOf, correctionSelect } from "../referrals/queries.ts";
import { checkedSitting } from "./checked-sitting.ts";
import { mayCheckIdentity } from "./policy.ts";
import { newestOrderRequest, openDoubtOf } from "./queries.ts";

const nameOf = (given: { givenName: string; familyName: string }): string => `${given.givenName} ${given.familyName}`;

export const identityFacts: RouteHandler<typeof contract> = async ({ db, clock }, actor, { params: { sittingId } }) => {
  const checked = await checkedSitting(db, sittingId);
  if (!checked || !mayCheckIdentity(actor, checked)) return err("NOT_FOUND");
  const { registration } = await db.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: {
      registration: {
        select: { ...correctionSelect, body: { select: { name: true } } },
      },
    },
  });
  const { givenName, familyName, birthDate, body } = registration;
  const doubt = await openDoubtOf(db, sittingId);
  const request = await newestOrderRequest(db, sittingId);
  return ok({
    givenName,
    familyName,
    birthDate: birthDate.toISOString().slice(0, 10),
    correction: correctionOf(registration),
    bodyName: body.name,
    timeZone: checked.timeZone,
    doubt: doubt
      ? {
          byName: nameOf(doubt.checkedBy),
          isMine: doubt.checkedById === actor.accountId,
          note: doubt.note,
          at: doubt.checkedAt.toISOString(),
        }
      : null,
    order: request
      ? {
          askedAt: request.askedAt.toISOString(),
          askedByName: nameOf(request.askedBy),
          expiresAt: request.expiresAt.toISOString(),
          isExpired: request.word === null && request.expiresAt <= clock.now(),
          word: request.word && {
            isConfirmed: request.word.isConfirmed,
            byName: nameOf(request.word.answeredBy),
            at: request.word.answeredAt.toISOString(),
          },
        }
      : null,
    canAskOrder: checked.state === "WAITING",
    // Before any content, by whoever may look at the document: the new date costs nothing.
    isPostponable: doubt === undefined && (checked.state === "WAITING" || checked.state === "IDENTITY_CONFIRMED"),
  });
};
