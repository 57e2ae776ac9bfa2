import { lazy, Suspense, useCallback, useRef, useState, type ReactNode } from "react";
import { useParams } from "react-router";
import { useT } from "#client/app/i18n.tsx";
import { SiteLayout } from "#client/app/site-layout.tsx";
import { useDates } from "#client/app/use-dates.ts";
import { useDeviceNames } from "#client/features/lockdown/use-device-names.ts";
import { FullScreenButton } from "#client/features/lockdown/lockdown.tsx";
import { FrozenRoom } from "#client/features/exam-room/frozen-room.tsx";
import { OfflineDay } from "#client/features/exam-room/offline-day.tsx";
import { ComputerNeeded } from "#client/features/exam-room/too-narrow.tsx";
import type { Contact } from "#client/features/exam-room/pulse.ts";
import { RunClock } from "#client/features/exam-room/run-clock.tsx";
import { useHeartbeat } from "#client/features/exam-room/use-heartbeat.ts";
import { usePresentation } from "#client/features/exam-room/use-presentation.ts";
import { HelpButton } from "#client/features/messages/help-button.tsx";
import { NoticesForMe } from "#client/features/messages/notices-for-me.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { PageHeader, Skeleton } from "#client/ui/index.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { mySitting, type CandidateSittingView, type RunView } from "#shared/protocol/sitting.ts";
import { DayFrame, Between, Ended, OnPaper, Welcome } from "./day-parts.tsx";
import { ActivityLockdown, AtItsBrowser, EndExamBrowser, isOnPaper } from "./day-keeping.tsx";
import { PracticeEnded, PracticeNext, PracticeTools } from "./practice-parts.tsx";
import { DaySays } from "./day-says.tsx";
import { dayStage, lostBefore, type DayStage } from "./day-stage.ts";
import { useLeftovers } from "./use-leftovers.ts";
import { useDaySupervision, type DaySupervision } from "./day-supervision.tsx";

// Each part of the day loads when it is reached; the live rooms bring their media library with them.
const ReadingRoom = lazy(async () => ({
  default: (await import("#client/features/exam-room/reading-room.tsx")).ReadingRoom,
}));
const WritingRoom = lazy(async () => ({
  default: (await import("#client/features/exam-room/writing-room.tsx")).WritingRoom,
}));
const NotesField = lazy(async () => ({
  default: (await import("#client/features/exam-room/notes-field.tsx")).NotesField,
}));
const WaitingRoom = lazy(async () => ({
  default: (await import("#client/features/rooms/check-in/waiting-room.tsx")).WaitingRoom,
}));
const CheckInCall = lazy(async () => ({
  default: (await import("#client/features/rooms/check-in/check-in-call.tsx")).CheckInCall,
}));
const RoomStepNow = lazy(async () => ({
  default: (await import("#client/features/identity/room-look-record.tsx")).RoomStepNow,
}));
const Discussion = lazy(async () => ({
  default: (await import("#client/features/rooms/discussion/candidate-discussion.tsx")).CandidateDiscussion,
}));
const Interview = lazy(async () => ({
  default: (await import("#client/features/rooms/interview/candidate-interview.tsx")).CandidateInterview,
}));

const SeatElsewhere = lazy(async () => ({
  default: (await import("#client/features/exam-room/seat-pages.tsx")).SeatElsewhere,
}));
const StationNeeded = lazy(async () => ({
  default: (await import("#client/features/exam-room/seat-pages.tsx")).StationNeeded,
}));
const ReadyToContinue = lazy(async () => ({
  default: (await import("#client/features/exam-room/seat-pages.tsx")).ReadyToContinue,
}));

/** The candidate's day, from arriving to the last word: one address that shows where one is. */
export function DayPage(): ReactNode {
  const { sittingId = "" } = useParams();
  const t = useT();
  const query = useRoute(mySitting, { params: { sittingId } }, { topics: [topicOf.sitting(sittingId)], pollMs: 5_000 });
  const { refetch, failureReason } = query;
  const ask = useCallback(() => void refetch(), [refetch]);
  // Nothing has been heard since this page was opened: it says what is kept, and keeps asking.
  const isAway = failureReason?.code === "OFFLINE" || failureReason?.code === "UNAVAILABLE";
  const [wasAway, setWasAway] = useState(false);
  // Stays between two attempts, until there is an answer of any kind.
  if (isAway && !wasAway) setWasAway(true);
  if (query.data === undefined && (isAway || (wasAway && failureReason === null)))
    return <OfflineDay sittingId={sittingId} onAsk={ask} />;
  // Before there is a day to show, the page has no frame of its own.
  if (query.isError && query.data === undefined)
    return (
      <SiteLayout width="narrow">
        <div className="stack-loose">
          <PageHeader title={t("exam.dayTitle")} />
          <RefusalNotice error={query.error} onRetry={() => void query.refetch()} />
        </div>
      </SiteLayout>
    );
  return <Fetched query={query}>{(sitting) => (
        <AtItsBrowser sitting={sitting}>
          <Day sitting={sitting} />
        </AtItsBrowser>
      )}</Fetched>;
}

function Day({ sitting }: { readonly sitting: CandidateSittingView }): ReactNode {
  const stage = dayStage(sitting);
  const supervision = useDaySupervision(sitting, stage);
  useDeviceNames(sitting.sittingId, sitting.lockdown);
  return supervision.frame(
    <>
      <DaySays stage={stage} />
      <Stage sitting={sitting} stage={stage} supervision={supervision} />
    </>,
  );
}

function Stage({
  sitting,
  stage,
  supervision,
}: {
  readonly sitting: CandidateSittingView;
  readonly stage: DayStage;
  readonly supervision: DaySupervision;
}): ReactNode {
  const t = useT();
  const unsent = useRef(0);
  // Opened on a clock that silence has stopped: it stays so until the person presses «Continuer».
  const [isWaiting, setWaiting] = useState(() => isStoppedBySilence(stage));
  const isFrozen = isWaiting && isStoppedBySilence(stage);
  const contact = useHeartbeat(
    sitting.sittingId,
    stage.kind === "activity" ? stage.run.activity : stage.kind,
    useCallback(() => unsent.current, []),
    isFrozen,
  );
  const onUnsent = useCallback((count: number) => void (unsent.current = count), []);
  const isLookedAfter = useLeftovers(sitting);
  usePresentation(sitting.sittingId, sitting.granted.presentation);
  const help = (
    <>
      {supervision.line}
      {stage.kind === "activity" && !isOnPaper(sitting) && <FullScreenButton {...sitting.lockdown} />}
      {sitting.isPractice && <PracticeTools />}
      <HelpButton sittingId={sitting.sittingId} />
      <NoticesForMe sittingId={sitting.sittingId} />
    </>
  );
  const waiting = <Skeleton label={t("common.loading")} look="card" />;
  const framed = (title: string, content: ReactNode, clock?: ReactNode): ReactNode => (
    <DayFrame title={title} sitting={sitting} help={help} clock={clock} isRoom={clock !== undefined || stage.kind === "checkIn"}>
      <Suspense fallback={waiting}>{content}</Suspense>
    </DayFrame>
  );
  switch (stage.kind) {
    case "arrive":
      return framed(t("exam.arriveTitle"), <Welcome sitting={sitting} />);
    case "waiting":
      return framed(
        t("exam.dayTitle"),
        sitting.deliveryMode === "ONLINE" ? (
          <>
            <WaitingRoom sitting={sitting} />
            {supervision.side}
          </>
        ) : (
          <>
            <RoomStepNow sittingId={sitting.sittingId} />
            <p>{t("exam.waitingInPerson")}</p>
          </>
        ),
      );
    case "checkIn":
      return framed(
        t("exam.dayTitle"),
        <>
          <RoomStepNow sittingId={sitting.sittingId} />
          <CheckInCall
            roomId={stage.roomId}
            isConfirmed={sitting.state === "IDENTITY_CONFIRMED"}
            isAgain={sitting.state === "INTERRUPTED"}
          />
          {supervision.side}
        </>,
      );
    case "elsewhere":
      return framed(t("exam.dayTitle"), <SeatElsewhere sittingId={sitting.sittingId} isAsked={stage.isAsked} />);
    case "station":
      return framed(t("exam.dayTitle"), <StationNeeded sittingId={sitting.sittingId} />);
    case "ready":
      return stage.run ? (
        <Frozen sitting={sitting} run={stage.run} help={help} onContinued={() => setWaiting(false)} />
      ) : (
        framed(t("exam.dayTitle"), <ReadyToContinue sittingId={sitting.sittingId} />)
      );
    case "between":
      return framed(
        t(sitting.isPractice ? "practice.title" : "exam.dayTitle"),
        sitting.isPractice ? (
          <PracticeNext sittingId={sitting.sittingId} next={stage.next} />
        ) : (
          <>
            <Between next={stage.next} isFirst={stage.isFirst} lost={lostBefore(stage.next, sitting.runs)} isOnPaper={sitting.writingTool === "HANDWRITTEN"} />
            {supervision.ahead}
            {supervision.side}
          </>
        ),
      );
    case "activity":
      if (isFrozen) return <Frozen sitting={sitting} run={stage.run} help={help} onContinued={() => setWaiting(false)} />;
      return (
        <>
          {!isOnPaper(sitting) && <ActivityLockdown sitting={sitting} run={stage.run} />}
          <ActivityStage run={stage.run} guard={supervision} {...{ sitting, contact, help, onUnsent, isLookedAfter, framed }} />
        </>
      );
    case "finished":
    case "stopped":
    case "absent":
      return framed(
        t(sitting.isPractice ? "practice.title" : "exam.dayTitle"),
        sitting.isPractice ? (
          <PracticeEnded />
        ) : (
          <>
            {sitting.needsExamBrowser && <EndExamBrowser sittingId={sitting.sittingId} />}
            <Ended how={stage.kind} sittingId={sitting.sittingId} runs={sitting.runs} />
          </>
        ),
      );
  }
}

const isStoppedBySilence = (stage: DayStage): boolean => stage.kind === "activity" && stage.run.isSilent;

function Frozen({
  sitting,
  ...rest
}: {
  readonly sitting: CandidateSittingView;
  readonly run: RunView;
  readonly help: ReactNode;
  readonly onContinued: () => void;
}): ReactNode {
  const { timeZone } = useDates();
  return <FrozenRoom sittingId={sitting.sittingId} isReadmitted={sitting.isFrozen} timeZone={timeZone} {...rest} />;
}

// Among people the clock is there to be looked at, and interrupts nobody.
const noWarnings: readonly number[] = [];

function ActivityStage({
  sitting,
  run,
  contact,
  help,
  guard,
  onUnsent,
  isLookedAfter,
  framed,
}: {
  readonly sitting: CandidateSittingView;
  readonly run: RunView;
  readonly contact: Contact;
  readonly help: ReactNode;
  readonly guard: Pick<DaySupervision, "cover" | "notices" | "takeOver" | "onWritingWaiting">;
  readonly onUnsent: (count: number) => void;
  readonly isLookedAfter: boolean;
  readonly framed: (title: string, content: ReactNode, clock?: ReactNode) => ReactNode;
}): ReactNode {
  const t = useT();
  const { sittingId, sessionId } = sitting;
  // The hour of a save is read beside the clock on the person's own wall.
  const { timeZone } = useDates();
  const activities = sitting.runs.map(({ activity }) => activity);
  const room = { sittingId, run, activities, timeZone, contact, help, guard, onUnsent };
  const isOnPaper = sitting.writingTool === "HANDWRITTEN";
  const waiting = <Skeleton label={t("exam.loading")} look="card" />;
  const clock = <RunClock run={run} timeZone={timeZone} isStopped={run.state !== "OPEN"} warnings={noWarnings} />;
  switch (run.activity) {
    case "READING":
    case "WRITING":
      if (isOnPaper) return framed(t("exam.dayTitle"), <OnPaper />);
      return (
        <ComputerNeeded help={help}>
          <Suspense fallback={waiting}>
            {run.activity === "READING" ? (
              <ReadingRoom key={run.runId} {...room} />
            ) : (
              <WritingRoom key={run.runId} {...room} isLookedAfter={isLookedAfter} />
            )}
          </Suspense>
        </ComputerNeeded>
      );
    case "DISCUSSION":
      return framed(
        t("exam.discussion"),
        <Discussion {...{ sittingId, sessionId }} renderNotes={(given) => <NotesField {...given} {...{ timeZone, onUnsent }} />} />,
        clock,
      );
    case "INTERVIEW":
      return framed(t("exam.interview"), <Interview sittingId={sittingId} />, clock);
  }
}
