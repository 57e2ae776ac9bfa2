import type { ReactNode } from "react";
import type { FormState } from "#shared/domain/forms/draft-machine.ts";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import { StateTag } from "#client/ui/index.ts";

const shapes = { COMING: "half", IN_EFFECT: "full", REPLACED: "square", RETIRED: "square" } as const;
const tones = { COMING: "info", IN_EFFECT: "success", REPLACED: "neutral", RETIRED: "neutral" } as const;

/** What an approved form is now, and since when it could be used. */
export function FormStanding({
  form: { state, effectiveFrom, replacedBy },
}: {
  readonly form: { readonly state: FormState; readonly effectiveFrom: string; readonly replacedBy: number | null };
}): ReactNode {
  const t = useT();
  const { date } = useDates(officeTimeZone);
  return (
    <div>
      <StateTag tone={tones[state]} shape={shapes[state]}>
        {state === "REPLACED" ? t("forms.state_REPLACED", { version: replacedBy ?? 0 }) : t(`forms.state_${state}`)}
      </StateTag>
      {(state === "COMING" || state === "IN_EFFECT") && (
        <p className="quiet small">{t("forms.effectSince", { date: date(effectiveFrom, "medium") })}</p>
      )}
    </div>
  );
}
