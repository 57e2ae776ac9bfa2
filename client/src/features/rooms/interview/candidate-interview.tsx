import type { ReactNode } from "react";
import { topicOf } from "#shared/protocol/live.ts";
import { myInterview, type CandidateInterviewView } from "#shared/protocol/interview.ts";
import { situationId } from "#shared/domain/forms/form-content.ts";
import { minutesLeft } from "#shared/domain/sitting/time-left.ts";
import { useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Card, Notice, VisuallyHidden } from "#client/ui/index.ts";
import { Tabs } from "#client/ui/tabs.tsx";
import { useWrittenIn, WrittenIn } from "#client/ui/written-in.tsx";
import { Notes } from "../discussion/candidate-discussion.tsx";
import { Captions } from "../stage/captions.tsx";
import { LiveRoom } from "../stage/live-room.tsx";
import { OwnControls } from "../stage/own-controls.tsx";
import { SelfView } from "../stage/self-view.tsx";
import { Paragraphs } from "../stage/paragraphs.tsx";
import { RoomTile } from "../stage/room-tile.tsx";
import { useRemaining } from "../stage/use-remaining.ts";
import styles from "../stage/stage.module.css";

export interface CandidateInterviewProps {
  readonly sittingId: string;
}

/** The candidate's interview: the adviser large, the new elements as they come, the case and one's notes at hand. */
export function CandidateInterview({ sittingId }: CandidateInterviewProps): ReactNode {
  const t = useT();
  const query = useRoute(myInterview, { params: { sittingId } }, { topics: [topicOf.sitting(sittingId)] });
  return (
    <Fetched query={query}>
      {(view) => (
        <div className={styles.stack}>
          <VisuallyHidden role="status">{view.sectionTitle ?? t("rooms.interview")}</VisuallyHidden>
          {/* The section is said when it changes; the minutes go by without being said. */}
          <Notice role="note" title={view.sectionTitle ?? t("rooms.interview")}>
            <p>
              {t("rooms.interviewNow")} <Left view={view} />
            </p>
          </Notice>
          {view.hasCaptions && <Captions roomId={view.roomId} sittingId={sittingId} />}
          {view.hasMedia ? (
            <div className={styles.sides}>
              <div className={`${styles.stack} ${styles.aside}`}>
                <LiveRoom roomId={view.roomId} lead={t("rooms.interviewLead")} isRecorded>
                  {(room) => (
                    <>
                      <div className={styles.faces}>
                        {room.mates
                          .filter(({ isConnected }) => isConnected)
                          .map((mate) => (
                            <RoomTile key={mate.peer} room={room} mate={mate} />
                          ))}
                      </div>
                      <OwnControls room={room} />
                      <SelfView room={room} />
                    </>
                  )}
                </LiveRoom>
              </div>
              {papersOf(view)}
            </div>
          ) : (
            papersOf(view)
          )}
        </div>
      )}
    </Fetched>
  );
}

const papersOf = (view: CandidateInterviewView): ReactNode => (
  <WrittenIn language={view.language}>
    <Papers view={view} />
  </WrittenIn>
);

function Left({ view }: { readonly view: CandidateInterviewView }): ReactNode {
  const t = useT();
  const left = useRemaining(view.endsAt, view.serverNow);
  return left === null
    ? t("rooms.clockStopped")
    : t("rooms.discussionLeft", { minutes: minutesLeft(left) });
}

function Papers({ view }: { readonly view: CandidateInterviewView }): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  return (
    <div className={styles.stack}>
      <div aria-live="polite" className={`${styles.stack} ${styles.arriving}`}>
        {view.elements.map(({ id, title, text }) => (
          <Card key={id} look="accent" title={title}>
            <p className={styles.text} lang={lang}>
              {text}
            </p>
          </Card>
        ))}
      </div>
      <Tabs
        label={t("rooms.papers")}
        tabs={[
          { id: "notes", label: t("exam.yourNotes"), content: <Notes notes={view.notes} /> },
          {
            id: "situation",
            label: t("exam.situation"),
            content: (
              <>
                <h2>{view.situation.title}</h2>
                <Paragraphs
                  paragraphs={view.situation.paragraphs}
                  documentId={situationId}
                  highlights={view.highlights}
                />
              </>
            ),
          },
        ]}
      />
    </div>
  );
}
