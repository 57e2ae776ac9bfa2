import { formatDate, formatTimeWithSeconds } from "#shared/i18n/dates.ts";
import type { Locale } from "#shared/i18n/locale.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { wallClockMs } from "#client/net/wall-clock.ts";

/**
 * The hours of the lines of a record, to the second. A record is read, and grows, long after its exam: what is of another
 * day than that of `nowMs` says which.
 */
export function hoursOfLines(locale: Locale, timeZone: string, nowMs: number) {
  const dateOf = (at: string): string => formatDate(locale, at, timeZone, "medium");
  const timeOf = (at: string): string => formatTimeWithSeconds(at, timeZone);
  const today = dateOf(new Date(nowMs).toISOString());
  /** Null where it is today's. */
  const dayOf = (at: string): string | null => (dateOf(at) === today ? null : dateOf(at));
  const hourOf = (at: string): string => [dayOf(at), timeOf(at)].filter((part) => part !== null).join(", ");
  return { dateOf, timeOf, dayOf, hourOf };
}

export function useHoursOfLines(timeZone: string) {
  const t = useT();
  const { locale } = useLocale();
  const hours = hoursOfLines(locale, timeZone, wallClockMs());
  return {
    ...hours,
    byPageLate: (noticedAt: string): string =>
      t("record.byPageLate", { time: hours.timeOf(noticedAt), date: hours.dateOf(noticedAt) }),
  };
}
