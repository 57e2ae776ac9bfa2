import { ok } from "#shared/kernel/result.ts";
import { officeDay, officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { callsForNotice, dueNoticeOf } from "#shared/domain/marking/due-notice.ts";
import { formatDate } from "#shared/i18n/dates.ts";
import { translate } from "#shared/i18n/translate.ts";
import type { TimedJob } from "../../jobs/job.ts";
import type { Deps } from "../../platform/deps.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { tasksDue, type DueOnDay } from "../marking/queries.ts";
import { causeFor, localeOf, reader, write } from "./compose-message.ts";
import { messageIdFor } from "./steps.ts";

export const remindMarkersJob: TimedJob = { name: "remindMarkers", everyMs: 600_000, run: remindMarkers };

/** One message a day to whoever has a deadline two days off, or past since the day before: how much, and by when. */
export async function remindMarkers(deps: Deps): Promise<void> {
  const notice = dueNoticeOf(deps.clock.now());
  if (!notice) return;
  for (const [raterId, due] of await tasksDue(deps.db, notice)) {
    const dueDays = due.map(({ dueAt }) => officeDay(dueAt));
    if (!callsForNotice(dueDays, notice.day)) continue;
    await remindOne(deps, raterId, notice.day, due).catch((error: unknown) =>
      deps.log.error({ err: error, raterId }, "a marker's notice could not be written"),
    );
  }
}

async function remindOne(deps: Deps, raterId: string, day: string, due: readonly DueOnDay[]): Promise<void> {
  const cause = `marks-due-${day}`;
  if ((await deps.db.message.count({ where: { id: messageIdFor(causeFor(cause, { id: raterId })) } })) > 0) return;
  await commit(deps, async (uow) => {
    const account = await uow.tx.account.findUniqueOrThrow({ where: { id: raterId }, select: reader });
    const locale = localeOf(account);
    const lines = due.map(({ dueAt, texts, recordings }) =>
      translate(locale, dueAt < uow.now ? "messages.marksLate" : "messages.marksBy", {
        date: formatDate(locale, dueAt, officeTimeZone, "long"),
        what: [
          ...(texts > 0 ? [translate(locale, "messages.marksTexts", { count: texts })] : []),
          ...(recordings > 0 ? [translate(locale, "messages.marksRecordings", { count: recordings })] : []),
        ].join(", "),
      }),
    );
    await write(uow, cause, "marksDue", account, `${deps.config.publicUrl}/correction`, ["", ...lines]);
    return ok(null);
  });
}
