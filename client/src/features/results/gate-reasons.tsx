import type { ReactNode } from "react";
import { formatDateTime } from "#shared/i18n/dates.ts";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import type { GateReasons as Reasons } from "#shared/protocol/shown-marks.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useWrittenIn } from "#client/ui/written-in.tsx";
import styles from "./confirmation-page.module.css";

/** Why somebody was stopped after the discussion: what each evaluator wrote, and what the person had been offered. */
export function GateReasons({ gate: { opinions, prompts } }: { readonly gate: Reasons }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const lang = useWrittenIn();
  const time = (at: string): string => formatDateTime(locale, at, officeTimeZone, "medium");
  return (
    <section className="stack">
      <h3>{t("confirmation.gate")}</h3>
      <ul className={styles.marks}>
        {opinions.map(({ reasons, at }, place) => (
          <li key={`${at}${reasons}`} className={styles.mark}>
            <strong>{t("confirmation.gateOpinion", { ordinal: place + 1, at: time(at) })}</strong>
            <p>{reasons}</p>
          </li>
        ))}
      </ul>
      <h4>{t("confirmation.gatePrompts")}</h4>
      <ul className={styles.marks}>
        {prompts.map(({ text, at }) => (
          <li key={`${at}${text}`} className={styles.mark}>
            <q lang={lang}>{text}</q> <span className="quiet small">{time(at)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
