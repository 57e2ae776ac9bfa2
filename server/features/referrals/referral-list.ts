import { bodyStatus, canWithdraw, type BodyStatus } from "#shared/domain/referrals/body-status.ts";
import { dueAt, legalDays } from "#shared/domain/marking/deadlines.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { referralList as contract, ReferredView } from "#shared/protocol/referrals.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { outcomeForBody, sittingsWithoutWay } from "../results/queries.ts";
import { correctionOf, correctionSelect } from "./queries.ts";

const afterTheSession: readonly BodyStatus[] = ["BOOKED", "RESULT_AWAITED"];

/** The clerk's own order only; nothing of the mode, the marks or what happened during the exam. */
export const referralList: RouteHandler<typeof contract> = async ({ db, clock }, actor) => {
  if (!actor.bodyId) return err("NOT_FOUND");
  const body = await db.body.findUniqueOrThrow({ where: { id: actor.bodyId }, select: { name: true } });
  const rows = await db.registration.findMany({
    where: { bodyId: actor.bodyId },
    select: {
      ...correctionSelect,
      id: true,
      state: true,
      createdAt: true,
      confirmedAt: true,
      account: { select: { email: true } },
      referral: { select: { ...correctionSelect.referral.select, fileNumber: true, reason: true } },
      bookings: {
        where: { isActive: true },
        select: { releasedAt: true, session: { select: { startsAt: true } }, sitting: { select: { id: true, state: true } } },
      },
    },
  });
  const outcomes = await outcomeForBody(
    db,
    rows.map(({ id }) => id),
  );
  const sittingIds = rows.flatMap(({ bookings }) => bookings.flatMap(({ sitting }) => sitting?.id ?? []));
  const withoutWay = await sittingsWithoutWay(db, sittingIds);
  // The newest comes last, and counts.
  const outcomeOf = new Map(outcomes.map((outcome) => [outcome.registrationId, outcome]));
  const people = rows.map((row): ReferredView => {
    const booking = row.bookings.find(({ releasedAt }) => releasedAt === null);
    const told = outcomeOf.get(row.id);
    const startsAt = booking?.session.startsAt;
    const status = bodyStatus({
      state: row.state,
      sittingState: booking?.sitting?.state ?? null,
      isReleased: row.bookings.some(({ releasedAt }) => releasedAt !== null),
      outcome: told?.outcome ?? null,
    });
    // The person may have chosen another session since.
    const outcome = told?.outcome === status ? told : undefined;
    const session = afterTheSession.includes(status) ? startsAt : undefined;
    // A date is said only as long as it can hold.
    const resultDueAt = session && dueAt(session, legalDays);
    const canHold = resultDueAt && resultDueAt > clock.now() && !withoutWay.has(booking?.sitting?.id ?? "");
    const statusAt = outcome?.sentAt ?? session ?? row.confirmedAt ?? row.createdAt;
    return {
      registrationId: row.id,
      givenName: row.givenName,
      familyName: row.familyName,
      correction: correctionOf(row),
      email: row.account.email,
      fileNumber: row.referral.fileNumber,
      reason: row.referral.reason,
      status,
      statusAt: statusAt.toISOString(),
      resultDueAt: canHold ? resultDueAt.toISOString() : null,
      attestationId: outcome?.attestationId ?? null,
      attestationNumber: outcome?.attestationNumber ?? null,
      canWithdraw: canWithdraw(status, booking?.sitting?.state ?? null),
    };
  });
  return ok({ bodyName: body.name, people: people.toSorted((a, b) => (a.statusAt < b.statusAt ? 1 : -1)) });
};
