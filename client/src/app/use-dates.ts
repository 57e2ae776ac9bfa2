import { useMemo } from "react";
import { useLocale } from "#client/app/i18n.tsx";
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
