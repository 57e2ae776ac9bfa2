import { useState, type ReactNode } from "react";
import { formatTime } from "#shared/i18n/dates.ts";
import { markLimits, type TooLong } from "#shared/domain/marking/mark-limits.ts";
import type { OralActivity, UnitId } from "#shared/domain/marking/units.ts";
import { lockOralMarks, oralMarks, oralTasks, type OralMarksView } from "#shared/protocol/marking.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { ClientMessageKey } from "#shared/i18n/translator.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, ConfirmDialog, EmptyState, Notice, useToast } from "#client/ui/index.ts";
import { DraftStatus } from "./draft-status.tsx";
import { gridFor, missingIn, Rubric, type RubricDraft } from "./rubric.tsx";
import { officeTimeZone } from "./office-time.ts";
import { TooLongNotice } from "./too-long-notice.tsx";
import { isConflict } from "./use-joined-draft.ts";
import { areIn, useOralDraft } from "./use-oral-draft.ts";
import { isWithdrawn } from "./withdrawn-page.tsx";

export interface OralRubricProps {
  readonly sittingId: string;
  readonly activity: OralActivity;
  /** The level of its headings, where it stands. */
  readonly titleLevel?: 2 | 3;
  /** Whose lock is asked for, where several people are marked side by side. */
  readonly personName?: string;
  /** The activity is still on: whoever locks now is told so. */
  readonly isUnderWay?: boolean;
}

const unitNames = {
  "writing.EE": "marking.writtenExpression",
  "discussion.CO": "marking.oralComprehension",
  "discussion.EO": "marking.oralExpression",
  "interview.CO": "marking.oralComprehension",
  "interview.EO": "marking.oralExpression",
} as const satisfies { readonly [unit in UnitId]: ClientMessageKey };

/** An adviser's own grid for one person: private while it is a draft, final once locked. */
export function OralRubric({
  sittingId,
  activity,
  titleLevel = 3,
  personName,
  isUnderWay = false,
}: OralRubricProps): ReactNode {
  const t = useT();
  const marks = useRoute(oralMarks, { params: { sittingId, activity } }, { topics: [topicOf.sitting(sittingId)] });
  return (
    <Fetched query={marks}>
      {(view) => {
        if (view.lockedAt !== null) return <Locked view={view} lockedAt={view.lockedAt} titleLevel={titleLevel} />;
        if (!view.isOpen) return <EmptyState title={t("marking.notOpenYet")} />;
        if (view.isWithdrawn) return <EmptyState title={t("marking.oralWithdrawn")} />;
        if (!view.isEvaluator) return <EmptyState title={t("marking.notEvaluator")} />;
        if (view.units.length === 0) return <EmptyState title={t("marking.nothingToMark")} />;
        return (
          <Draft
            key={`${sittingId}${activity}`}
            sittingId={sittingId}
            activity={activity}
            titleLevel={titleLevel}
            personName={personName}
            isUnderWay={isUnderWay}
            view={view}
            onWithdrawn={() => void marks.refetch()}
          />
        );
      }}
    </Fetched>
  );
}

function Locked({
  view,
  lockedAt,
  titleLevel,
}: {
  readonly view: OralMarksView;
  readonly lockedAt: string;
  readonly titleLevel: 2 | 3;
}): ReactNode {
  const Heading = `h${titleLevel}` as const;
  const t = useT();
  const { locale } = useLocale();
  return (
    <div className="stack">
      <Notice tone="success" role="note">
        {t("marking.locked", { time: formatTime(locale, lockedAt, officeTimeZone) })}
      </Notice>
      {view.units.map(({ unit, bands, comments }) => (
        <section key={unit} className="stack">
          <Heading>{t(unitNames[unit])}</Heading>
          <Rubric
            grid={gridFor(view.grids, unit)}
            draft={{ bands, comments }}
            onChange={() => undefined}
            look="row"
            isLocked
          />
        </section>
      ))}
    </div>
  );
}

function Draft({
  sittingId,
  activity,
  titleLevel,
  personName,
  isUnderWay,
  view,
  onWithdrawn,
}: Required<Omit<OralRubricProps, "personName">> & {
  readonly personName: string | undefined;
  readonly view: OralMarksView;
  /** It is asked no more, or a part of it: the page has to learn of it. */
  readonly onWithdrawn: () => void;
}): ReactNode {
  const Heading = `h${titleLevel}` as const;
  const t = useT();
  const toast = useToast();
  const params = { sittingId, activity };
  const { units, change: keep, ...saving } = useOralDraft(params, view.units, onWithdrawn);
  const [isAsking, setAsking] = useState(false);
  const [hasMissing, setHasMissing] = useState(false);
  const lock = useChange(lockOralMarks, [oralMarks, oralTasks]);
  const tooLong = units.map(({ unit, comments }): TooLong => ({ of: "COMMENTS", unit, length: comments.length, most: markLimits.comments }));
  const exceeding = tooLong.filter(({ length, most }) => length > most);
  const missing = units.flatMap((draft) => missingIn(draft.unit, draft));

  const change = (unit: UnitId, draft: RubricDraft): void => {
    setHasMissing(false);
    keep(units.map((given) => (given.unit === unit ? { ...given, ...draft, bands: [...draft.bands] } : given)));
  };
  const ask = (): void => {
    if (exceeding.length > 0) return;
    if (missing.length > 0) setHasMissing(true);
    else setAsking(true);
  };
  const confirm = async (): Promise<void> => {
    const close = (): void => setAsking(false);
    try {
      // The lock takes what the server holds: everything given is there first, and what another window gave is seen.
      if (await saving.flush()) return close();
    } catch {
      return close();
    }
    lock.mutate(
      { params, body: { known: saving.known() } },
      {
        onSettled: close,
        onSuccess: (locked) => areIn(locked.units, units) || toast(t("marking.oralPartWithdrawn"), "info"),
        onError: (error) => {
          if (isWithdrawn(error)) onWithdrawn();
          if (isConflict(error)) void saving.join().catch(() => undefined);
        },
      },
    );
  };

  return (
    <div className="stack">
      <div className="row row-between">
        <p className="quiet small">{t("marking.private")}</p>
        <DraftStatus state={saving.state} drafts={units} />
      </div>
      {saving.isPartWithdrawn && <Notice tone="attention">{t("marking.oralPartWithdrawn")}</Notice>}
      {saving.wasJoined && <Notice tone="attention">{t("marking.oralJoined")}</Notice>}
      {units.map((draft) => (
        <section key={draft.unit} className="stack">
          <Heading>{t(unitNames[draft.unit])}</Heading>
          <Rubric
            grid={gridFor(view.grids, draft.unit)}
            draft={draft}
            onChange={(next) => change(draft.unit, next)}
            look="row"
          />
        </section>
      ))}
      {hasMissing && missing.length > 0 && (
        <Notice tone="attention">{t("marking.missing", { criteria: missing.join(", ") })}</Notice>
      )}
      <TooLongNotice places={exceeding} wereJoined={saving.wasJoined} />
      <RefusalNotice error={isConflict(lock.error) ? null : lock.error} />
      <div className="row row-end">
        <Button variant="primary" onClick={ask}>
          {t("marking.lock")}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        title={personName === undefined ? t("marking.lockTitle") : t("marking.lockTitleFor", { name: personName })}
        confirmLabel={t("marking.confirmLock")}
        cancelLabel={t("common.back")}
        isBusy={lock.isPending}
        onCancel={() => setAsking(false)}
        onConfirm={() => void confirm()}
      >
        {isUnderWay && <Notice tone="attention">{t(`marking.underWay.${activity}`)}</Notice>}
        <p>{t("marking.lockMeans")}</p>
        <p>{t("marking.lockAttended")}</p>
      </ConfirmDialog>
    </div>
  );
}
