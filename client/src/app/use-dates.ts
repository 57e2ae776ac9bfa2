import { useMemo } from "react";
import { useLocale, useT } from "#client/app/i18n.tsx";
import {
  formatDate,
  formatDateTime,
  formatDuration,
  formatTime,
  formatTimeZone,
  type DateStyle,
  type Instant,
} from "#shared/i18n/dates.ts";

export type Dates = {
  readonly timeZone: string;
  readonly date: (at: Instant, style?: DateStyle) => string;
  readonly time: (at: Instant) => string;
  readonly dateTime: (at: Instant, style?: DateStyle) => string;
  readonly duration: (ms: number, smallest?: "minute" | "second") => string;
  readonly zoneName: (at: Instant) => string;
};

/** Dates in the reader's language and time zone: the device's, or the one given (the session's, for a second line). */
export function useDates(timeZone: string = Intl.DateTimeFormat().resolvedOptions().timeZone): Dates {
  const { locale } = useLocale();
  return useMemo(
    () => ({
      timeZone,
      date: (at, style) => formatDate(locale, at, timeZone, style),
      time: (at) => formatTime(locale, at, timeZone),
      dateTime: (at, style) => formatDateTime(locale, at, timeZone, style),
      duration: (ms, smallest) => formatDuration(locale, ms, smallest),
      zoneName: (at) => formatTimeZone(locale, at, timeZone),
    }),
    [locale, timeZone],
  );
}

/**
 * The one rule for hours of a session: in the session's zone, with the device's hour beside it where that is another one.
 */
export function useSessionDates(sessionZone: string): Pick<Dates, "time" | "dateTime" | "zoneName"> & {
  /** As `dateTime`, where it stands in a sentence: «le mercredi 2 décembre 2026, à 19 h 16». */
  readonly spoken: (at: Instant) => string;
} {
  const t = useT();
  const there = useDates(sessionZone);
  const here = useDates();
  return useMemo(() => {
    const beside = (session: string, own: string): string =>
      session === own ? session : `${session} (${t("scheduling.deviceTime", { time: own })})`;
    const isSameDay = (at: Instant): boolean => there.date(at) === here.date(at);
    const isSameHour = (at: Instant): boolean => isSameDay(at) && there.time(at) === here.time(at);
    return {
      time: (at) => (isSameHour(at) ? there.time(at) : beside(there.time(at), here.time(at))),
      dateTime: (at, style) =>
        isSameHour(at)
          ? there.dateTime(at, style)
          : beside(there.dateTime(at, style), isSameDay(at) ? here.time(at) : here.dateTime(at, style)),
      spoken: (at) => {
        const inSentence = (dates: Dates): string => t("scheduling.inSentence", { date: dates.date(at), time: dates.time(at) });
        if (isSameHour(at)) return inSentence(there);
        return beside(inSentence(there), isSameDay(at) ? here.time(at) : here.dateTime(at));
      },
      zoneName: there.zoneName,
    };
  }, [t, there, here]);
}
