import type { ReactNode } from "react";
import { isAnotherPerson } from "#shared/domain/referrals/identity-correction.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import type { identityFacts } from "#shared/protocol/identity.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import { Notice } from "#client/ui/index.ts";
import { AskOrder } from "./no-document.tsx";

interface CorrectedProps {
  readonly sittingId: string;
  readonly facts: RouteAnswer<typeof identityFacts>;
  /** The same question stands already where there is no document. */
  readonly isOrderAskedBelow: boolean;
}

/** What the person changed of what their order wrote: a fact to weigh, and never silently the truth. */
export function Corrected({ sittingId, facts, isOrderAskedBelow }: CorrectedProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const dates = useDates("UTC");
  const { correction } = facts;
  if (!correction) return null;
  const { fields, referred } = correction;
  const isAnother = isAnotherPerson(correction);
  const names = new Intl.ListFormat(locale).format(fields.map((field) => t(`look.field.${field}`)));
  return (
    <>
      <Notice tone={isAnother ? "attention" : "info"} role="note" title={t("look.corrected", { fields: names })}>
        <p>
          {t("look.correctedFrom", {
            name: `${referred.givenName} ${referred.familyName}`,
            date: dates.date(`${referred.birthDate}T00:00:00Z`, "long"),
          })}
        </p>
        {isAnother && <p>{t("look.correctedNext")}</p>}
      </Notice>
      {isAnother && !isOrderAskedBelow && <AskOrder sittingId={sittingId} facts={facts} />}
    </>
  );
}
