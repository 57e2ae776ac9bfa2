import type { ReactNode } from "react";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import { formatZonePlace } from "#shared/i18n/dates.ts";

/** On the day one reads one's own wall clock; where the session keeps another one, the page says so. */
export function ZoneNote({ sessionZone, now }: { readonly sessionZone: string; readonly now: string }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const here = useDates();
  const there = useDates(sessionZone);
  if (here.dateTime(now) === there.dateTime(now)) return null;
  return (
    <p className="quiet small">
      {t("exam.hoursHere", {
        here: formatZonePlace(locale, here.timeZone),
        there: formatZonePlace(locale, sessionZone),
      })}
    </p>
  );
}
