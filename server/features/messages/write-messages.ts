import { ok } from "#shared/kernel/result.ts";
import { id } from "#shared/kernel/wire.ts";
import type { Json } from "#shared/kernel/canonical-json.ts";
import type { OutboxJob } from "../../jobs/job.ts";
import type { Deps } from "../../platform/deps.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { entryLink, reader, write } from "./compose-message.ts";

/** What each event makes somebody receive. The texts are in i18n; no message says more than «something waits for you». */

/** @throws when the event does not name it: a surprise, since our own code wrote the event. */
export const idIn = (payload: { readonly [key: string]: Json }, name: string): string => id.parse(payload[name]);

export const job = (
  topic: string,
  handle: (deps: Deps, uow: UnitOfWork, payload: { readonly [key: string]: Json }, cause: string) => Promise<void>,
): OutboxJob => ({
  topic,
  handle: async (deps, payload, eventId) => {
    await commit(deps, async (uow) => {
      await handle(deps, uow, payload, `${topic}:${eventId}`);
      return ok(null);
    });
  },
});

export const invite = job("referral.created", async (deps, uow, payload, cause) => {
  const registration = await uow.tx.registration.findUniqueOrThrow({
    where: { id: idIn(payload, "registrationId") },
    select: { account: { select: reader } },
  });
  const link = await entryLink(uow, deps, registration.account.id);
  await write(uow, cause, "invitation", registration.account, link);
});

export const sendLink = job("account.linkRequested", async (deps, uow, payload, cause) => {
  const account = await uow.tx.account.findUniqueOrThrow({ where: { id: idIn(payload, "accountId") }, select: reader });
  await write(uow, cause, "link", account, await entryLink(uow, deps, account.id));
});

const bookingJob = (topic: string, kind: "booking" | "newDate") =>
  job(topic, async (deps, uow, payload, cause) => {
    const booking = await uow.tx.booking.findUniqueOrThrow({
      where: { id: idIn(payload, "bookingId") },
      select: { registration: { select: { account: { select: reader } } } },
    });
    const { account } = booking.registration;
    await write(uow, cause, kind, account, await entryLink(uow, deps, account.id));
  });

export const confirmBooking = bookingJob("booking.made", "booking");

/** Somebody of the staff chose it with the person: what they were told by word of mouth is told in writing. */
export const announceNewDate = bookingJob("booking.chosen", "newDate");

export const announceAccommodation = job("accommodation.decided", async (deps, uow, payload, cause) => {
  const account = await uow.tx.account.findUniqueOrThrow({ where: { id: idIn(payload, "accountId") }, select: reader });
  await write(uow, cause, "accommodation", account, await entryLink(uow, deps, account.id));
});

export const announceResult = job("result.notify", async (deps, uow, payload, cause) => {
  const sitting = await uow.tx.sitting.findUniqueOrThrow({
    where: { id: idIn(payload, "sittingId") },
    select: { account: { select: reader }, registration: { select: { bodyId: true } } },
  });
  const link = await entryLink(uow, deps, sitting.account.id);
  await write(uow, cause, "resultToCandidate", sitting.account, link);
  // An exam that is to be sat again in part has no outcome yet: the order is told nothing.
  if (payload["tellsBody"] === false) return;
  const clerks = await uow.tx.account.findMany({
    where: { bodyId: sitting.registration.bodyId, roles: { has: "CLERK" } },
    select: reader,
  });
  for (const clerk of clerks) await write(uow, cause, "resultToBody", clerk, `${deps.config.publicUrl}/ordre`);
});

/** Nobody else is told: for the order the person chooses a session again. */
export const announceAnnulment = job("result.annulled", async (deps, uow, payload, cause) => {
  const { account } = await uow.tx.sitting.findUniqueOrThrow({
    where: { id: idIn(payload, "sittingId") },
    select: { account: { select: reader } },
  });
  await write(uow, cause, "annulled", account, await entryLink(uow, deps, account.id));
});

/** A receipt: what was asked for is under way, and nobody else is told. */
export const acknowledgeReview = job("review.asked", async (deps, uow, payload, cause) => {
  const { account } = await uow.tx.sitting.findUniqueOrThrow({
    where: { id: idIn(payload, "sittingId") },
    select: { account: { select: reader } },
  });
  await write(uow, cause, "reviewAsked", account, await entryLink(uow, deps, account.id));
});

/** Nobody asked for it: the person learns that it is under way, and that they have nothing to do. */
export const announceReview = job("review.opened", async (deps, uow, payload, cause) => {
  const { account } = await uow.tx.sitting.findUniqueOrThrow({
    where: { id: idIn(payload, "sittingId") },
    select: { account: { select: reader } },
  });
  await write(uow, cause, "reviewOpened", account, await entryLink(uow, deps, account.id));
});
