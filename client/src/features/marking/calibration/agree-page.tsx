import { useState, type ReactNode } from "react";
import { useNavigate, useParams } from "react-router";
import { criteriaOf, isComplete, textUnit } from "#shared/domain/marking/units.ts";
import { agreeReference, calibrationDesk, referenceCandidate } from "#shared/protocol/calibration.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Notice, PageHeader, SelectField, TextAreaField, useToast } from "#client/ui/index.ts";
import { Rubric, type RubricDraft } from "../rubric.tsx";
import styles from "../script-page.module.css";
import { PlainText } from "./plain-text.tsx";

/** The lead agrees on the bands of one text, with the reason of each. */
export function AgreePage(): ReactNode {
  const { taskId = "" } = useParams();
  const text = useRoute(referenceCandidate, { params: { taskId } });
  const desk = useRoute(calibrationDesk, {});
  return (
    <Fetched query={text}>
      {(view) => (
        <Agree
          key={taskId}
          taskId={taskId}
          text={view}
          // All texts of a set are of one language.
          sets={(desk.data?.sets ?? []).filter(
            ({ openedAt, languages }) => openedAt === null && languages.every((one) => one === view.language),
          )}
        />
      )}
    </Fetched>
  );
}

const criteria = criteriaOf[textUnit];
const anchor = "ANCHOR";

function Agree({
  taskId,
  text,
  sets,
}: {
  readonly taskId: string;
  readonly text: RouteAnswer<typeof referenceCandidate>;
  readonly sets: RouteAnswer<typeof calibrationDesk>["sets"];
}): ReactNode {
  const t = useT();
  const toast = useToast();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<RubricDraft>({ bands: criteria.map(() => null), comments: "" });
  const [reasons, setReasons] = useState<readonly string[]>(criteria.map(() => ""));
  const [use, setUse] = useState<string>(anchor);
  const [isAsked, setAsked] = useState(false);
  const agree = useChange(agreeReference, [calibrationDesk]);
  const missing = criteria.filter(
    (_criterion, place) => draft.bands[place] === null || (reasons[place] ?? "").trim() === "",
  );
  const save = (): void => {
    setAsked(true);
    if (missing.length > 0 || !isComplete(textUnit, draft.bands)) return;
    agree.mutate(
      { body: { taskId, setId: use === anchor ? null : use, bands: [...draft.bands], reasons: [...reasons] } },
      {
        onSuccess: () => {
          toast(t("calibration.agreeDone"), "success");
          void navigate("/resultats/etalonnage");
        },
      },
    );
  };
  return (
    <div className={styles.desk}>
      <PageHeader
        title={t("calibration.agreeTitle", { code: text.code })}
        lead={t("calibration.agreeLead")}
        backHref="/resultats/etalonnage"
        backLabel={t("calibration.title")}
      />
      <div className={styles.panes}>
        <PlainText text={text} />
        <aside className={styles.rubric} aria-label={t("marking.rubric")}>
          <Rubric
            grid={text.grid}
            draft={draft}
            onChange={setDraft}
            look="list"
            hasComment={false}
            under={(criterion, place) => (
              <TextAreaField
                label={t("calibration.reasonOf", { criterion })}
                rows={2}
                maxLength={1000}
                value={reasons[place] ?? ""}
                onChange={(event) =>
                  setReasons(reasons.map((given, index) => (index === place ? event.target.value : given)))
                }
              />
            )}
          />
          <SelectField
            label={t("calibration.use")}
            options={[
              { value: anchor, label: t("calibration.asAnchor") },
              ...sets.map(({ setId, name }) => ({ value: setId, label: t("calibration.inSet", { name }) })),
            ]}
            value={use}
            onChange={setUse}
          />
          {isAsked && missing.length > 0 && (
            <Notice tone="attention">{t("calibration.missing", { criteria: missing.join(", ") })}</Notice>
          )}
          <RefusalNotice error={agree.error} />
          <Button variant="primary" isBusy={agree.isPending} onClick={save}>
            {t("calibration.save")}
          </Button>
        </aside>
      </div>
    </div>
  );
}
