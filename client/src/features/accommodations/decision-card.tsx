import type { ReactNode } from "react";
import type { Measures } from "#shared/domain/accommodations/measures.ts";
import { isUsual } from "#shared/domain/accommodations/measures.ts";
import { activities } from "#shared/domain/sitting/run-machine.ts";
import type { DecisionView } from "#shared/protocol/accommodations.ts";
import { useDates } from "#client/app/use-dates.ts";
import { useT, type T } from "#client/app/i18n.tsx";
import { Card } from "#client/ui/index.ts";

/** Each measure as a sentence; the same ones for the person and for the staff. */
export function measureWords(t: T, measures: Measures): string[] {
  const { extraTime, breaks, presentation, readAloud, hasCaptions } = measures;
  const { textSize, theme, font, layout } = presentation;
  return [
    ...activities.flatMap((activity) => {
      const extra = extraTime[activity];
      const name = t(`record.activity.${activity}`);
      return extra ? [t(`accommodations.extra.${extra.unit}`, { activity: name, amount: extra.amount })] : [];
    }),
    ...(breaks ? [t("accommodations.breaksWords", { count: breaks.count, minutes: breaks.minutes })] : []),
    ...(textSize === null ? [] : [t("accommodations.textSizeWords", { size: textSize })]),
    ...(theme === null ? [] : [t(`accommodations.theme.${theme}`)]),
    ...(font === "SPACED" ? [t("accommodations.spaced")] : []),
    ...(layout === "SCREEN_READER" ? [t("accommodations.screenReader")] : []),
    ...(readAloud.length > 0
      ? [t("accommodations.readAloudWords", { activities: readAloud.map((one) => t(`record.activity.${one}`)).join(", ") })]
      : []),
    ...(hasCaptions ? [t("accommodations.captions")] : []),
  ];
}

export function DecisionCard({ decision }: { readonly decision: DecisionView }): ReactNode {
  const t = useT();
  const dates = useDates();
  const { outcome, measures, reason, decidedByName, decidedAt } = decision;
  return (
    <Card title={t(`accommodations.outcome.${outcome}`)} look={outcome === "DECLINED" ? "plain" : "accent"}>
      {isUsual(measures) ? (
        <p>{t("accommodations.nothing")}</p>
      ) : (
        <>
          <p>{t("accommodations.inForce")}</p>
          <ul>
            {measureWords(t, measures).map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </>
      )}
      <p>{t("accommodations.reasonWas", { reason })}</p>
      <p className="quiet">
        {t("accommodations.decidedBy", { name: decidedByName, date: dates.date(decidedAt, "long") })}
      </p>
    </Card>
  );
}
