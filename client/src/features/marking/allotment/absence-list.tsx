import type { ReactNode } from "react";
import { formatDate } from "#shared/i18n/dates.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, useToast } from "#client/ui/index.ts";

interface Absence {
  readonly absenceId: string;
  readonly from: string;
  readonly to: string;
}

/** What takes an absence back: the directorate's route, or the marker's own. */
interface TakeBack {
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly mutate: (
    given: { readonly params: { readonly absenceId: string } },
    then: { onSuccess: () => void },
  ) => void;
}

/** Days on which a marker is away, each to be taken back unless somebody else entered it. */
export function AbsenceList<One extends Absence>({
  absences,
  takeBack,
  isTheirs = () => true,
}: {
  readonly absences: readonly One[];
  readonly takeBack: TakeBack;
  readonly isTheirs?: (absence: One) => boolean;
}): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const toast = useToast();
  // Days are already those of the Office: they are shown as they are.
  const shown = (day: string): string => formatDate(locale, `${day}T12:00:00Z`, "UTC", "long");
  if (absences.length === 0) return <p className="quiet">{t("allotment.absencesNone")}</p>;
  const cancel = (absenceId: string): void =>
    takeBack.mutate({ params: { absenceId } }, { onSuccess: () => toast(t("allotment.cancelled"), "success") });
  return (
    <>
      <ul className="stack">
        {absences.map((absence) => {
          const words = { from: shown(absence.from), to: shown(absence.to) };
          return (
            <li key={absence.absenceId} className="row row-between">
              <span>{t("allotment.awayDays", words)}</span>
              {isTheirs(absence) ? (
                <Button
                  size="small"
                  variant="quiet"
                  isBusy={takeBack.isPending}
                  aria-label={t("allotment.cancelAbsenceNamed", words)}
                  onClick={() => cancel(absence.absenceId)}
                >
                  {t("allotment.cancelAbsence")}
                </Button>
              ) : (
                <span className="quiet small">{t("allotment.byDirectorate")}</span>
              )}
            </li>
          );
        })}
      </ul>
      <RefusalNotice error={takeBack.error} />
    </>
  );
}
