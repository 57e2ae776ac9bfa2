import { useState, type ReactNode } from "react";
import { useParams } from "react-router";
import { criteriaOf, isComplete, textUnit } from "#shared/domain/marking/units.ts";
import { calibrationText, markCalibrationText, ownCalibration } from "#shared/protocol/calibration.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, LinkButton, Notice, PageHeader } from "#client/ui/index.ts";
import { missingIn, Rubric, type RubricDraft } from "../rubric.tsx";
import styles from "../script-page.module.css";
import { PlainText } from "./plain-text.tsx";

type View = RouteAnswer<typeof calibrationText>;
const criteria = criteriaOf[textUnit];

/** One text of a calibration: one's own mark first, then the reference and its reasons. */
export function CalibrationTextPage(): ReactNode {
  const { attemptId = "", referenceId = "" } = useParams();
  const t = useT();
  const text = useRoute(calibrationText, { params: { attemptId, referenceId } });
  const own = useRoute(ownCalibration, {});
  const texts = own.data?.attempt?.attemptId === attemptId ? own.data.attempt.texts : [];
  const place = texts.findIndex((one) => one.referenceId === referenceId) + 1;
  const next = texts.find((one) => !one.isMarked && one.referenceId !== referenceId);
  return (
    <div className={styles.desk}>
      <PageHeader
        title={place > 0 ? t("calibration.textTitle", { place, all: texts.length }) : t("calibration.textAgain")}
        backHref="/correction/etalonnage"
        backLabel={t("calibration.title")}
      />
      <Fetched query={text}>
        {(view) => (
          <div key={referenceId} className={styles.panes}>
            <PlainText text={view} />
            <aside className={styles.rubric} aria-label={t("marking.rubric")}>
              {view.own && view.reference ? (
                <Reference
                  own={view.own}
                  reference={view.reference}
                  nextHref={next && `/correction/etalonnage/${attemptId}/${next.referenceId}`}
                />
              ) : (
                <OwnMark attemptId={attemptId} referenceId={referenceId} grid={view.grid} />
              )}
            </aside>
          </div>
        )}
      </Fetched>
    </div>
  );
}

function OwnMark({
  attemptId,
  referenceId,
  grid,
}: {
  readonly attemptId: string;
  readonly referenceId: string;
  readonly grid: View["grid"];
}): ReactNode {
  const t = useT();
  const [draft, setDraft] = useState<RubricDraft>({ bands: criteria.map(() => null), comments: "" });
  const [isAsked, setAsked] = useState(false);
  const mark = useChange(markCalibrationText, [calibrationText, ownCalibration]);
  const missing = missingIn(textUnit, draft);
  const handIn = (): void => {
    setAsked(true);
    if (!isComplete(textUnit, draft.bands)) return;
    mark.mutate({ params: { attemptId, referenceId }, body: { bands: [...draft.bands], comments: draft.comments } });
  };
  return (
    <>
      <h2>{t("marking.rubric")}</h2>
      <Rubric grid={grid} draft={draft} onChange={setDraft} look="list" />
      {isAsked && missing.length > 0 && (
        <Notice tone="attention">{t("calibration.bandsMissing", { criteria: missing.join(", ") })}</Notice>
      )}
      <RefusalNotice error={mark.error} />
      <Button variant="primary" isBusy={mark.isPending} onClick={handIn}>
        {t("calibration.handIn")}
      </Button>
    </>
  );
}

function Reference({
  own,
  reference,
  nextHref,
}: {
  readonly own: NonNullable<View["own"]>;
  readonly reference: NonNullable<View["reference"]>;
  readonly nextHref: string | undefined;
}): ReactNode {
  const t = useT();
  return (
    <>
      <h2>{t("calibration.reference")}</h2>
      <dl className="stack">
        {criteria.map((criterion, place) => (
          <div key={criterion}>
            <dt>
              <strong>{criterion}</strong> ·{" "}
              {t("calibration.ownAndReference", { own: own.bands[place] ?? 0, reference: reference.bands[place] ?? 0 })}
            </dt>
            <dd className="quiet">{reference.reasons[place]}</dd>
          </div>
        ))}
      </dl>
      <LinkButton variant="primary" href={nextHref ?? "/correction/etalonnage"}>
        {t(nextHref ? "calibration.next" : "calibration.toOverview")}
      </LinkButton>
    </>
  );
}
