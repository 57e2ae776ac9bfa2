import type { ReactNode } from "react";
import { oralActivities, unitsOf } from "#shared/domain/marking/units.ts";
import { allotOralMark } from "#shared/protocol/marking.ts";
import { resultOf, type ResultDetail } from "#shared/protocol/results.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, useToast } from "#client/ui/index.ts";
import { HearRecording } from "./hear-recording.tsx";
import { unitNames } from "./unit-names.ts";
import styles from "./confirmation-page.module.css";

type Need = ResultDetail["needs"][number];

/** What a result still lacks, why, and whom it waits for. Nothing when it lacks nothing. */
export function Needs({ result }: { readonly result: ResultDetail }): ReactNode {
  const t = useT();
  const { scoreGap, bandGap } = result;
  if (result.needs.length === 0) return null;
  // Both units of an activity are locked together, and heard together.
  const recorded = oralActivities.filter((activity) =>
    result.needs.some(({ unit, waitsFor }) => waitsFor === "ADVISER_RECORDED" && unitsOf[activity].some((one) => one === unit)),
  );
  return (
    <section className="stack">
      <h3>{t("confirmation.needs")}</h3>
      <ul className={styles.marks}>
        {result.needs.map((need) => (
          <li key={`${need.unit}${need.why}`} className={styles.mark}>
            <strong>{t(unitNames[need.unit])}</strong>
            <p>{t(`confirmation.why_${need.why}`, { scoreGap, bandGap })}</p>
            <p className="quiet small">{t(`confirmation.waits_${need.waitsFor}`)}</p>
            {need.waitsFor === "NOBODY_LEFT" && <p>{t("confirmation.nobodyLeftMeans")}</p>}
            {need.waitsFor === "ADVISER_TO_ASK" && <AskAdviser result={result} need={need} />}
          </li>
        ))}
      </ul>
      {recorded.map((activity) => (
        <HearRecording key={activity} sittingId={result.sittingId} activity={activity} />
      ))}
    </section>
  );
}

function AskAdviser({ result, need }: { readonly result: ResultDetail; readonly need: Need }): ReactNode {
  const t = useT();
  const toast = useToast();
  const ask = useChange(allotOralMark, [resultOf]);
  const advisers = result.advisersToAsk.filter(({ unit }) => unit === need.unit);
  return (
    <div className="row">
      {advisers.map(({ unit, adviserId, name }) => (
        <Button
          key={adviserId}
          size="small"
          isBusy={ask.isPending}
          onClick={() =>
            ask.mutate(
              { params: { sittingId: result.sittingId }, body: { unit, adviserId } },
              { onSuccess: () => toast(t("confirmation.asked"), "success") },
            )
          }
        >
          {t("confirmation.askAdviser", { name })}
        </Button>
      ))}
      <RefusalNotice error={ask.error} />
    </div>
  );
}
