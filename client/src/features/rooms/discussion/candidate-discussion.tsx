import type { ReactNode } from "react";
import { topicOf } from "#shared/protocol/live.ts";
import { myDiscussion, type CandidateDiscussionView } from "#shared/protocol/discussion.ts";
import { raiseHand } from "#shared/protocol/floor.ts";
import { situationId } from "#shared/domain/forms/form-content.ts";
import { minutesLeft } from "#shared/domain/sitting/time-left.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Card, Notice, VisuallyHidden } from "#client/ui/index.ts";
import { Tabs } from "#client/ui/tabs.tsx";
import { WrittenIn } from "#client/ui/written-in.tsx";
import type { MediaRoom } from "../media/use-media-room.ts";
import { Captions } from "../stage/captions.tsx";
import { Listeners } from "../stage/listeners.tsx";
import { LiveRoom } from "../stage/live-room.tsx";
import { HandButton, OwnControls } from "../stage/own-controls.tsx";
import { SelfView } from "../stage/self-view.tsx";
import { Paragraphs } from "../stage/paragraphs.tsx";
import { RoomTile } from "../stage/room-tile.tsx";
import { useRemaining } from "../stage/use-remaining.ts";
import styles from "../stage/stage.module.css";

export interface NotesSlot {
  readonly sittingId: string;
  readonly runId: string;
  readonly notes: string;
}

export interface CandidateDiscussionProps {
  readonly sittingId: string;
  readonly sessionId: string;
  /** The notes that can be written in; without it they are shown as they were. */
  readonly renderNotes?: (given: NotesSlot) => ReactNode;
}

/** The candidate's discussion: people on one side, one's own document and notes on the other. No picture of oneself. */
export function CandidateDiscussion({ sittingId, sessionId, renderNotes }: CandidateDiscussionProps): ReactNode {
  const t = useT();
  const topics = [topicOf.session(sessionId), topicOf.sitting(sittingId)];
  const query = useRoute(myDiscussion, { params: { sittingId } }, { topics });
  return (
    <Fetched query={query}>
      {(view) => {
        const papers = (
          <WrittenIn language={view.language}>
            <Papers view={view} {...(renderNotes ? { renderNotes } : {})} />
          </WrittenIn>
        );
        return (
          <div className={styles.stack}>
            <PartLine view={view} />
            <Listeners names={view.captioners} />
            {view.hasCaptions && <Captions roomId={view.roomId} sittingId={sittingId} />}
            {view.hasMedia ? (
              // Beside the door of the call: one prepares without entering it.
              <div className={styles.sides}>
                {papers}
                <div className={`${styles.stack} ${styles.aside}`}>
                  <LiveRoom roomId={view.roomId} lead={t("rooms.discussionLead")} isRecorded>
                    {(room) => <People room={room} view={view} />}
                  </LiveRoom>
                </div>
              </div>
            ) : (
              <div className={styles.sides}>
                {papers}
                <AtTable view={view} />
              </div>
            )}
          </div>
        );
      }}
    </Fetched>
  );
}

function PartLine({ view }: { readonly view: CandidateDiscussionView }): ReactNode {
  const t = useT();
  const left = useRemaining(view.clock.endsAt, view.serverNow);
  return (
    <>
      <VisuallyHidden role="status">{t(`rooms.part.${view.clock.part}`)}</VisuallyHidden>
      {/* The part is said when it changes; the minutes go by without being said. */}
      <Notice role="note" title={t(`rooms.part.${view.clock.part}`)}>
        <p>
          {t(`rooms.partHelp.${view.clock.part}`, { minutes: Math.max(1, Math.round(view.clock.partSeconds / 60)) })}{" "}
          {left === null
            ? t("rooms.clockStopped")
            : t("rooms.discussionLeft", { minutes: minutesLeft(left) })}
        </p>
      </Notice>
    </>
  );
}

/** One's own hand: a place in the queue, kept by the server. */
function useHand({ sittingId, participants }: CandidateDiscussionView) {
  const raise = useChange(raiseHand, [myDiscussion], { isInOrder: true });
  return {
    isRaised: participants.some(({ isMe, isHandRaised }) => isMe && isHandRaised),
    onChange: (isRaised: boolean): void => raise.mutate({ params: { sittingId }, body: { isRaised } }),
  };
}

function FloorLine({ view }: { readonly view: CandidateDiscussionView }): ReactNode {
  const t = useT();
  const holder = view.participants.find(({ hasFloor }) => hasFloor);
  return (
    <p role="status">
      {holder && <strong>{holder.isMe ? t("rooms.yourFloor") : t("rooms.floorOf", { name: holder.name })}</strong>}
    </p>
  );
}

function People({ room, view }: { readonly room: MediaRoom; readonly view: CandidateDiscussionView }): ReactNode {
  const hand = useHand(view);
  const personOf = (peer: string) => view.participants.find((person) => person.peer === peer);
  const shown = room.mates.filter(({ role, isConnected }) => role === "CANDIDATE" || (role === "ADVISER" && isConnected));
  return (
    <>
      <div className={styles.tiles}>
        {shown.map((mate) => (
          <RoomTile
            key={mate.peer}
            room={room}
            mate={mate}
            ratio="4 / 3"
            isHandRaised={personOf(mate.peer)?.isHandRaised ?? false}
            hasFloor={personOf(mate.peer)?.hasFloor ?? false}
          />
        ))}
      </div>
      <FloorLine view={view} />
      <OwnControls room={room} hand={hand} />
      <SelfView room={room} />
    </>
  );
}

function AtTable({ view }: { readonly view: CandidateDiscussionView }): ReactNode {
  const t = useT();
  const hand = useHand(view);
  return (
    <Card title={t("rooms.atTable")} look="flat">
      <p>{t("rooms.atTableLead")}</p>
      <FloorLine view={view} />
      <HandButton {...hand} />
      <ul className={styles.list}>
        {view.participants.map(({ peer, name, isMe }) => (
          <li key={peer}>{isMe ? t("rooms.nameIsYou", { name }) : name}</li>
        ))}
        {view.advisers.map(({ peer, name }) => (
          <li key={peer}>{t("rooms.adviserNamed", { name })}</li>
        ))}
      </ul>
    </Card>
  );
}

function Papers({
  view,
  renderNotes,
}: {
  readonly view: CandidateDiscussionView;
  readonly renderNotes?: (given: NotesSlot) => ReactNode;
}): ReactNode {
  const t = useT();
  const { sittingId, runId, notes, document, situation, highlights } = view;
  return (
    <Tabs
      label={t("rooms.papers")}
      tabs={[
        {
          id: "task",
          label: t("rooms.task"),
          content: (
            <div className={styles.text}>
              <p>{view.task}</p>
              <ul className={styles.list}>
                {view.instructions.map((instruction) => (
                  <li key={instruction}>{instruction}</li>
                ))}
              </ul>
            </div>
          ),
        },
        {
          id: "document",
          label: t("exam.yourDocument"),
          content: (
            <div className={styles.stack}>
              <div>
                <p className="quiet">{document.kind}</p>
                <h2>{document.title}</h2>
              </div>
              <Paragraphs paragraphs={document.paragraphs} documentId={document.id} highlights={highlights} />
            </div>
          ),
        },
        {
          id: "notes",
          label: t("exam.yourNotes"),
          content: renderNotes ? renderNotes({ sittingId, runId, notes }) : <Notes notes={notes} />,
        },
        {
          id: "situation",
          label: t("exam.situation"),
          content: (
            <div className={styles.stack}>
              <h2>{situation.title}</h2>
              <Paragraphs paragraphs={situation.paragraphs} documentId={situationId} highlights={highlights} />
            </div>
          ),
        },
      ]}
    />
  );
}

export function Notes({ notes }: { readonly notes: string }): ReactNode {
  const t = useT();
  if (notes.trim() === "") return <p>{t("rooms.noNotes")}</p>;
  return <p className={`${styles.text} ${styles.notes}`}>{notes}</p>;
}
