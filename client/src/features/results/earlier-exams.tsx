import type { ReactNode } from "react";
import { formatDate } from "#shared/i18n/dates.ts";
import { formatScore } from "#shared/i18n/numbers.ts";
import type { CandidateResultView } from "#shared/protocol/results.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { Card } from "#client/ui/index.ts";
import { competencyNames } from "#client/ui/competency-names.ts";

/** A civil day, whatever the zone of the reader. */
const useDay = (): ((day: string) => string) => {
  const { locale } = useLocale();
  return (day) => formatDate(locale, `${day}T12:00:00Z`, "UTC", "long");
};

/** What was passed before and counts for this result. */
export function CountedCredits({ view }: { readonly view: CandidateResultView }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const day = useDay();
  if (view.credits.length === 0) return null;
  return (
    <Card title={t("retake.countsTitle")}>
      <ul>
        {view.credits.map(({ competency, heldOn, score }) => (
          <li key={competency}>
            {t("retake.counts", {
              competency: t(competencyNames[competency]),
              date: day(heldOn),
              score: formatScore(locale, score),
            })}
          </li>
        ))}
      </ul>
      <p className="quiet small">{t("retake.countsText", { version: view.policyVersion })}</p>
    </Card>
  );
}

/** What would count for another exam, and until when. */
export function StandingCredits({ view }: { readonly view: CandidateResultView }): ReactNode {
  const t = useT();
  const day = useDay();
  if (view.standing.length === 0) return null;
  return (
    <div className="stack">
      <p>{t("retake.standing")}</p>
      <ul>
        {view.standing.map(({ competency, heldOn, until }) => (
          <li key={competency}>
            {t("retake.until", { competency: t(competencyNames[competency]), date: day(heldOn), until: day(until) })}
          </li>
        ))}
      </ul>
      <p className="quiet small">{t("retake.standingText")}</p>
    </div>
  );
}
