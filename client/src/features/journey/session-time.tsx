import type { ReactNode } from "react";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import { formatZonePlace } from "#shared/i18n/dates.ts";
import styles from "./journey.module.css";

/** A session's day and hour where it is held and, when that is another hour, where the person is. */
export function SessionTime({
  at,
  timeZone,
  ownZone,
}: {
  readonly at: string;
  readonly timeZone: string;
  readonly ownZone: string;
}): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const there = useDates(timeZone);
  const here = useDates(ownZone);
  const isSame = there.dateTime(at) === here.dateTime(at);
  const own = there.date(at) === here.date(at) ? here.time(at) : here.dateTime(at);
  return (
    <>
      {there.dateTime(at)}
      {!isSame && (
        <>
          {" "}
          <span
            className={styles.ownTime}
          >{`(${t("scheduling.yourTime", { place: formatZonePlace(locale, ownZone), time: own })})`}</span>
        </>
      )}
    </>
  );
}
