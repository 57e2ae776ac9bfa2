import { ok } from "#shared/kernel/result.ts";
import { formatDateTime, formatTimeZone } from "#shared/i18n/dates.ts";
import { translate } from "#shared/i18n/translate.ts";
import type { TimedJob } from "../../jobs/job.ts";
import type { Db } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { answersOf, currentConsents } from "../privacy/queries.ts";
import { causeFor, entryLink, localeOf, reader, write } from "./compose-message.ts";
import { messageIdFor } from "./steps.ts";

/** What the notice promises to whoever wants reminders. */
const daysBefore = [30, 7, 1] as const;
const dayMs = 86_400_000;

export const remindJob: TimedJob = { name: "remind", everyMs: 60_000, run: remind };

/** Each reminder once, to those who asked for it, within the day in which it is due: a later one would say the wrong thing. */
export async function remind(deps: Deps): Promise<void> {
  const now = deps.clock.now().getTime();
  for (const days of daysBefore)
    for (const booking of await bookingsDue(deps.db, now, days))
      await remindOne(deps, booking, days).catch((error: unknown) =>
        deps.log.error({ err: error, bookingId: booking.id }, "a reminder could not be written"),
      );
}

const bookingSelect = {
  id: true,
  createdAt: true,
  session: { select: { startsAt: true, timeZone: true } },
  registration: { select: { id: true, account: { select: { ...reader, timeZone: true } } } },
} as const;

async function bookingsDue(db: Db, now: number, days: number) {
  const startsAt = { gt: new Date(now + (days - 1) * dayMs), lte: new Date(now + days * dayMs) };
  const bookings = await db.booking.findMany({
    where: { isActive: true, isPractice: false, session: { state: "OPEN", startsAt } },
    select: bookingSelect,
  });
  // Whoever booked after the reminder was due has just read the date.
  return bookings.filter(({ createdAt, session }) => createdAt.getTime() < session.startsAt.getTime() - days * dayMs);
}

type Due = Awaited<ReturnType<typeof bookingsDue>>[number];

async function remindOne(deps: Deps, { id, session, registration }: Due, days: number): Promise<void> {
  const { account } = registration;
  const cause = `reminder-${days}:${id}`;
  if ((await deps.db.message.count({ where: { id: messageIdFor(causeFor(cause, account)) } })) > 0) return;
  await commit(deps, async (uow) => {
    const wants = answersOf(await currentConsents(uow.tx, registration.id)).REMINDERS === true;
    if (!wants) return ok(null);
    const link = await entryLink(uow, deps, account.id);
    await write(uow, cause, "reminder", account, link, whenLines(localeOf(account), session, account.timeZone));
    return ok(null);
  });
}

/** The session's hour in its own zone and, when that is another hour, in the person's. */
function whenLines(
  locale: ReturnType<typeof localeOf>,
  { startsAt, timeZone }: Due["session"],
  ownZone: string,
): readonly string[] {
  const at = (zone: string): string => `${formatDateTime(locale, startsAt, zone)} (${formatTimeZone(locale, startsAt, zone)})`;
  const there = translate(locale, "messages.reminderWhen", { when: at(timeZone) });
  const isSame = formatDateTime(locale, startsAt, timeZone) === formatDateTime(locale, startsAt, ownZone);
  return isSame ? [there] : [there, translate(locale, "messages.reminderOwn", { when: at(ownZone) })];
}
