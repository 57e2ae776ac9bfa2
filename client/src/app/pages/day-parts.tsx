import type { ReactNode } from "react";
import { activityKeys } from "#client/app/activity-keys.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { ReaderNotice } from "#client/features/exam-room/reader-notice.tsx";
import { ComputerAdvice } from "#client/features/exam-room/too-narrow.tsx";
import { useSessionDates } from "#client/app/use-dates.ts";
import { ZoneNote } from "#client/app/zone-note.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, classNames, LinkButton, Notice, ProgressSteps, RoomShell, type Step } from "#client/ui/index.ts";
import type { Activity } from "#shared/domain/sitting/run-machine.ts";
import { arrive, mySitting, type CandidateSittingView } from "#shared/protocol/sitting.ts";
import styles from "./day-page.module.css";
import { lostForGood, stepState } from "./day-stage.ts";

/** The day outside the two written activities: the same header, the four activities, one thing under them. */
export function DayFrame({
  title,
  sitting,
  help,
  clock,
  isRoom = false,
  children,
}: {
  readonly title: string;
  readonly sitting: CandidateSittingView;
  readonly help: ReactNode;
  /** What is left of the activity, where one is open. */
  readonly clock?: ReactNode;
  /** People are seen: the whole window is theirs. */
  readonly isRoom?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const t = useT();
  // A practice has only the activities that one can do alone.
  const steps: Step[] = sitting.runs.map(({ activity, state }) => ({
    id: activity,
    label: t(activityKeys[activity]),
    state: stepState(state),
  }));
  const open = sitting.runs.find(({ state }) => state === "OPEN");
  return (
    <RoomShell skipLabel={t("common.skipToContent")} title={title} clock={clock} help={help}>
      <div className={isRoom ? styles.day : classNames(styles.day, styles.calm)}>
        <ProgressSteps
          direction="row"
          label={t("exam.progress")}
          steps={steps}
          stateLabels={{ done: t("common.stepDone"), skipped: t("common.stepSkipped"), current: t("common.stepCurrent"), next: t("common.stepNext") }}
        />
        {!open && <ZoneNote sessionZone={sitting.timeZone} now={sitting.serverNow} />}
        {sitting.isHeld && (
          <Notice title={t("exam.heldTitle")} role="status">
            {t("exam.heldText")}
          </Notice>
        )}
        {open && <ReaderNotice sittingId={sitting.sittingId} run={open} />}
        {children}
      </div>
    </RoomShell>
  );
}

export function Welcome({ sitting }: { readonly sitting: CandidateSittingView }): ReactNode {
  const t = useT();
  const dates = useSessionDates(sitting.timeZone);
  const enter = useChange(arrive, [mySitting]);
  const when = dates.spoken(sitting.startsAt);
  // The hour says nothing of the session itself: an adviser opens it.
  const isPast = Date.parse(sitting.startsAt) <= Date.parse(sitting.serverNow);
  if (sitting.deliveryMode === "IN_PERSON")
    return (
      <Card look="accent">
        <p>{t(isPast ? "exam.plannedAt" : "exam.beginsAt", { when })}</p>
        <p>{t("exam.arriveInPerson", { place: sitting.place })}</p>
      </Card>
    );
  return (
    <Card
      look="accent"
      actions={
        <Button
          variant="primary"
          size="large"
          isBusy={enter.isPending}
          onClick={() => enter.mutate({ params: { sittingId: sitting.sittingId } })}
        >
          {t("exam.arrive")}
        </Button>
      }
    >
      <p>{t(isPast ? "exam.plannedAt" : "exam.beginsAt", { when })}</p>
      <p>{t("exam.arriveText")}</p>
      <ComputerAdvice />
      {enter.error?.code === "NOT_ALLOWED_NOW" ? (
        <Notice>{t("exam.arriveEarly")}</Notice>
      ) : (
        enter.error && <RefusalNotice error={enter.error} />
      )}
    </Card>
  );
}

export function Between({
  next,
  isFirst,
  lost,
  isOnPaper,
}: {
  readonly next: Activity;
  readonly isFirst: boolean;
  /** The activity before ended for a technical cause, and is sat again. */
  readonly lost: Activity | undefined;
  readonly isOnPaper: boolean;
}): ReactNode {
  const t = useT();
  return (
    <Card look="accent">
      {lost === undefined ? (
        <p>{t(isFirst ? "exam.identityDone" : "exam.runHandedIn")}</p>
      ) : (
        <Notice>{t("exam.runLost", { activity: t(activityKeys[lost]) })}</Notice>
      )}
      <h2>{t("exam.betweenTitle", { activity: t(activityKeys[next]) })}</h2>
      <p>{t("exam.betweenText")}</p>
      <p>{t(isOnPaper ? "exam.onPaperText" : "exam.breathe")}</p>
    </Card>
  );
}

export function OnPaper(): ReactNode {
  const t = useT();
  return (
    <Card look="accent" title={t("exam.onPaperTitle")}>
      <p>{t("exam.onPaperText")}</p>
    </Card>
  );
}

const endings = {
  finished: ["exam.finishedTitle", "exam.finishedText"],
  stopped: ["exam.stoppedTitle", "exam.stoppedText"],
  absent: ["exam.absentTitle", "exam.absentText"],
} as const;

export function Ended({
  how,
  sittingId,
  runs,
}: {
  readonly how: keyof typeof endings;
  readonly sittingId: string;
  readonly runs: CandidateSittingView["runs"];
}): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const lost = lostForGood(runs).map((activity) => t(activityKeys[activity]));
  const isLost = how === "finished" && lost.length > 0;
  const [title, text] = endings[how];
  return (
    <Card
      look="accent"
      title={t(isLost ? "exam.lostTitle" : title)}
      actions={
        <>
          <LinkButton href="/parcours">{t("exam.backToJourney")}</LinkButton>
          <LinkButton href={`/seance/${sittingId}/journal`}>{t("common.readRecord")}</LinkButton>
        </>
      }
    >
      <p>{isLost ? t("exam.lostText", { activities: new Intl.ListFormat(locale).format(lost) }) : t(text)}</p>
    </Card>
  );
}
