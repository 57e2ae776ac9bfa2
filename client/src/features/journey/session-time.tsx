import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import styles from "./journey.module.css";

/** `America/Argentina/Buenos_Aires` → «Buenos Aires». */
export const cityOf = (timeZone: string): string => timeZone.slice(timeZone.lastIndexOf("/") + 1).replaceAll("_", " ");

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
          >{`(${t("scheduling.yourTime", { city: cityOf(ownZone), time: own })})`}</span>
        </>
      )}
    </>
  );
}
