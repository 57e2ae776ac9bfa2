import { useState, type ReactNode } from "react";
import { OwnLine } from "#client/features/rooms/supervision/own-line.tsx";
import { OwnNotices } from "#client/features/rooms/supervision/own-notices.tsx";
import { ScreenNeeded } from "#client/features/rooms/supervision/screen-needed.tsx";
import { TalkFrame } from "#client/features/rooms/supervision/talk-frame.tsx";
import { useOwnSupervision } from "#client/features/rooms/supervision/use-own-supervision.ts";
import { SideCameraCard } from "#client/features/rooms/side-camera/side-camera-card.tsx";
import { SideCameraLine } from "#client/features/rooms/side-camera/side-camera-line.tsx";
import { hidesContent, isWatchedNow, supervisedActivities, type SupervisionState } from "#shared/domain/rooms/supervision.ts";
import type { CandidateSittingView } from "#shared/protocol/sitting.ts";
import type { DayStage } from "./day-stage.ts";

/** What supervision adds to a candidate's day; nothing where nobody is supervised. */
export interface DaySupervision {
  /** Undefined where nobody is supervised. */
  readonly state: SupervisionState | undefined;
  /** Instead of the exam's content; the answers stay where they are behind it. */
  readonly cover: ReactNode;
  /** Above the exam's content. */
  readonly notices: ReactNode;
  /** In the header. */
  readonly line: ReactNode;
  /** Around the whole page: somebody may speak. */
  readonly frame: (page: ReactNode) => ReactNode;
  /** Before a supervised activity opens, while no clock runs yet. */
  readonly ahead: ReactNode;
  /** While one waits and is received: a telephone as a second camera, where it is offered. */
  readonly side: ReactNode;
  /** The person goes on at this page and no longer at another: here they are seen again. */
  readonly takeOver: () => void;
  /** Told whether what was written waits on the device: pictures give way to it. */
  readonly onWritingWaiting: (isWaiting: boolean) => void;
}

const none: DaySupervision = {
  state: undefined,
  cover: null,
  notices: null,
  line: null,
  frame: (page) => <TalkFrame supervision={undefined}>{page}</TalkFrame>,
  ahead: null,
  side: null,
  takeOver: () => undefined,
  onWritingWaiting: () => undefined,
};

export function useDaySupervision(sitting: CandidateSittingView, stage: DayStage): DaySupervision {
  const { supervision: asked } = sitting;
  // Whoever is called in the middle of an activity stays seen: their screen is not asked for once more.
  const isUnderWay =
    (stage.kind === "activity" && supervisedActivities.includes(stage.run.activity)) ||
    (stage.kind === "checkIn" && isWatchedNow({ sittingState: sitting.state, runs: sitting.runs }));
  const [isWritingWaiting, setWritingWaiting] = useState(false);
  const own = useOwnSupervision(sitting.sittingId, asked?.roomId ?? null, asked !== null && isUnderWay, isWritingWaiting);
  if (asked === null) return none;
  const { sittingId, sideCamera } = sitting;
  const { isScreenReleased } = asked;
  const isAhead = stage.kind === "between" && supervisedActivities.includes(stage.next);
  return {
    state: own.state,
    cover: own.isOn && hidesContent(own.state, isScreenReleased) ? <ScreenNeeded supervision={own} when={own.state.screen.state === "LOST" ? "again" : "first"} /> : null,
    notices: own.isOn ? <OwnNotices supervision={own} isScreenReleased={isScreenReleased} /> : null,
    line: own.isOn ? (
      <>
        <OwnLine supervision={own} watchers={asked.watchers} />
        {sideCamera && <SideCameraLine sittingId={sittingId} sideCamera={sideCamera} />}
      </>
    ) : null,
    frame: (page) => <TalkFrame supervision={own.isOn ? own : undefined}>{page}</TalkFrame>,
    ahead: isAhead ? <ScreenNeeded supervision={own} when="ahead" /> : null,
    side: sideCamera && <SideCameraCard sittingId={sittingId} sideCamera={sideCamera} />,
    takeOver: own.room.enterAgain,
    onWritingWaiting: setWritingWaiting,
  };
}
