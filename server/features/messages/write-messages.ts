import { ok } from "#shared/kernel/result.ts";
import type { Locale } from "#shared/i18n/locale.ts";
import { translate } from "#shared/i18n/translate.ts";
import { id } from "#shared/kernel/wire.ts";
import type { Json } from "#shared/kernel/canonical-json.ts";
import type { OutboxJob } from "../../jobs/job.ts";
import type { Deps } from "../../platform/deps.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { createLinkStep } from "../accounts/steps.ts";
import { queueMessageStep } from "./steps.ts";

/** What each event makes somebody receive. The texts are in i18n; no message says more than «something waits for you». */

type Kind = "invitation" | "link" | "booking" | "accommodation" | "resultToCandidate" | "resultToBody";

interface Reader {
  readonly id: string;
  readonly email: string;
  readonly locale: string;
}

const reader = { id: true, email: true, locale: true } as const;
/** @throws when the event does not name it: a surprise, since our own code wrote the event. */
const idIn = (payload: { readonly [key: string]: Json }, name: string): string => id.parse(payload[name]);

const localeOf = (account: Reader): Locale => (account.locale === "en" ? "en" : "fr");

async function write(uow: UnitOfWork, cause: string, kind: Kind, account: Reader, link: string): Promise<void> {
  const locale = localeOf(account);
  const lines = [
    translate(locale, "messages.greeting"),
    "",
    translate(locale, `messages.${kind}Text`),
    "",
    translate(locale, "messages.openLink", { link }),
    "",
    translate(locale, "messages.human"),
    "",
    translate(locale, "messages.signature"),
  ];
  await queueMessageStep(uow, {
    cause: `${cause}:${account.id}`,
    accountId: account.id,
    toEmail: account.email,
    kind,
    subject: translate(locale, `messages.${kind}Subject`),
    body: lines.join("\n"),
  });
}

/** A link that enters the person's file, once. */
async function entryLink(uow: UnitOfWork, deps: Deps, accountId: string, origin: Json | undefined): Promise<string> {
  const { token } = await createLinkStep(uow, accountId);
  return `${typeof origin === "string" ? origin : deps.config.publicUrl}/lien/${token}`;
}

const job = (
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
  const link = await entryLink(uow, deps, registration.account.id, payload["origin"]);
  await write(uow, cause, "invitation", registration.account, link);
});

export const sendLink = job("account.linkRequested", async (deps, uow, payload, cause) => {
  const account = await uow.tx.account.findUniqueOrThrow({ where: { id: idIn(payload, "accountId") }, select: reader });
  await write(uow, cause, "link", account, await entryLink(uow, deps, account.id, payload["origin"]));
});

export const confirmBooking = job("booking.made", async (deps, uow, payload, cause) => {
  const booking = await uow.tx.booking.findUniqueOrThrow({
    where: { id: idIn(payload, "bookingId") },
    select: { registration: { select: { account: { select: reader } } } },
  });
  const { account } = booking.registration;
  await write(uow, cause, "booking", account, await entryLink(uow, deps, account.id, payload["origin"]));
});

export const announceAccommodation = job("accommodation.decided", async (deps, uow, payload, cause) => {
  const account = await uow.tx.account.findUniqueOrThrow({ where: { id: idIn(payload, "accountId") }, select: reader });
  await write(uow, cause, "accommodation", account, await entryLink(uow, deps, account.id, payload["origin"]));
});

export const announceResult = job("result.notify", async (deps, uow, payload, cause) => {
  const sitting = await uow.tx.sitting.findUniqueOrThrow({
    where: { id: idIn(payload, "sittingId") },
    select: { account: { select: reader }, registration: { select: { bodyId: true } } },
  });
  const link = await entryLink(uow, deps, sitting.account.id, payload["origin"]);
  await write(uow, cause, "resultToCandidate", sitting.account, link);
  // An exam that is to be sat again in part has no outcome yet: the order is told nothing.
  if (payload["tellsBody"] === false) return;
  const clerks = await uow.tx.account.findMany({
    where: { bodyId: sitting.registration.bodyId, roles: { has: "CLERK" } },
    select: reader,
  });
  for (const clerk of clerks) await write(uow, cause, "resultToBody", clerk, `${deps.config.publicUrl}/ordre`);
});
