import { useEffect, useRef, useState, type ReactNode } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { formatTime } from "#shared/i18n/dates.ts";
import type { OralActivity, UnitId } from "#shared/domain/marking/units.ts";
import { lockOralMarks, oralMarks, oralTasks, saveOralMarks, type OralMarksView } from "#shared/protocol/marking.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { ClientMessageKey } from "#shared/i18n/translator.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { call } from "#client/net/http.ts";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, ConfirmDialog, EmptyState, Notice, useToast } from "#client/ui/index.ts";
import { DraftStatus } from "./draft-status.tsx";
import { gridFor, missingIn, Rubric, type RubricDraft } from "./rubric.tsx";
import { officeTimeZone } from "./office-time.ts";
import { useDraftSaving } from "#client/net/use-draft-saving.ts";
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

type UnitDraft = RubricDraft & { readonly unit: UnitId };

const areIn = (all: readonly { readonly unit: UnitId }[], some: readonly { readonly unit: UnitId }[]): boolean =>
  some.every(({ unit }) => all.some((one) => one.unit === unit));

/** Whoever comes back to a person finds the grid as they left it, and not as the server had it when they first came. */
function useLeftAsShown({ sittingId, activity }: { sittingId: string; activity: OralActivity }, units: readonly UnitDraft[]): void {
  const queries = useQueryClient();
  const shown = useRef(units);
  useEffect(() => {
    shown.current = units;
  });
  useEffect(
    () => () => {
      queries.setQueryData<OralMarksView>([oralMarks.name, { params: { sittingId, activity } }], (known) => {
        if (!known || known.lockedAt !== null) return known;
        const units = known.units.map((unit) => {
          const left = shown.current.find((one) => one.unit === unit.unit);
          return left ? { ...unit, bands: [...left.bands], comments: left.comments } : unit;
        });
        return { ...known, units };
      });
    },
    [queries, sittingId, activity],
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
  const [units, setUnits] = useState<readonly UnitDraft[]>(view.units);
  useLeftAsShown(params, units);
  const [isPartWithdrawn, setPartWithdrawn] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [hasMissing, setHasMissing] = useState(false);
  const lock = useChange(lockOralMarks, [oralMarks, oralTasks]);
  const saving = useDraftSaving(async (given: readonly UnitDraft[]) => {
    try {
      const body = { units: given.map(({ unit, bands, comments }) => ({ unit, bands: [...bands], comments })) };
      const { units: asked } = await call(saveOralMarks, { params, body });
      if (!areIn(asked, given)) onWithdrawn();
    } catch (error) {
      if (isWithdrawn(error)) onWithdrawn();
      // Nothing was kept, so nothing may be locked either.
      throw error;
    }
  });
  // A unit that is taken back, or asked again, takes nothing of what was given for the other.
  if (!areIn(view.units, units) || !areIn(units, view.units)) {
    setPartWithdrawn(!areIn(view.units, units));
    setUnits(view.units.map((asked) => units.find(({ unit }) => unit === asked.unit) ?? asked));
  }
  const missing = units.flatMap((draft) => missingIn(draft.unit, draft));

  const change = (unit: UnitId, draft: RubricDraft): void => {
    const next = units.map((given) => (given.unit === unit ? { unit, ...draft } : given));
    setUnits(next);
    setHasMissing(false);
    saving.keep(next);
  };
  const confirm = async (): Promise<void> => {
    try {
      // The lock takes what the server holds: everything given is there first.
      await saving.flush();
      lock.mutate(
        { params },
        {
          onSettled: () => setAsking(false),
          onSuccess: (locked) => areIn(locked.units, units) || toast(t("marking.oralPartWithdrawn"), "info"),
          onError: (error) => isWithdrawn(error) && onWithdrawn(),
        },
      );
    } catch {
      setAsking(false);
    }
  };

  return (
    <div className="stack">
      <div className="row row-between">
        <p className="quiet small">{t("marking.private")}</p>
        <DraftStatus state={saving.state} drafts={units} />
      </div>
      {isPartWithdrawn && <Notice tone="attention">{t("marking.oralPartWithdrawn")}</Notice>}
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
      <RefusalNotice error={lock.error} />
      <div className="row row-end">
        <Button variant="primary" onClick={() => (missing.length > 0 ? setHasMissing(true) : setAsking(true))}>
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
