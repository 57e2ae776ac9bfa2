import { useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import type { Outbox } from "#client/net/outbox/outbox.ts";
import { Button, Notice, SplitPane } from "#client/ui/index.ts";
import { flagsKey } from "#shared/domain/answers/answer-value.ts";
import { isAnswered } from "#shared/domain/reading/answer-shape.ts";
import { readingContent } from "#shared/protocol/exam-content.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { CaseTabs } from "./case-tabs.tsx";
import { ExamFrame, type RoomProps } from "./exam-frame.tsx";
import styles from "./exam-room.module.css";
import { HandInPage } from "./hand-in-page.tsx";
import { Questions } from "./questions.tsx";
import { RoomLoading } from "./room-loading.tsx";
import { useTextSize } from "./text-size.tsx";
import { useRoomPolicy } from "./room-policy.ts";
import { useKeptRoom, useRoom, type Room } from "./use-room.ts";

type Content = RouteAnswer<typeof readingContent>;

/** The first activity: the case on the left, the questions on the right. */
export function ReadingRoom(props: RoomProps): ReactNode {
  const t = useT();
  const room = useRoom(props);
  useKeptRoom(props.sittingId, props.run.runId, useRoomPolicy(props.sittingId));
  const content = useRoute(readingContent, { params: { sittingId: props.sittingId } }, { pollMs: false });
  const [isHandingIn, setHandingIn] = useState(false);
  const { answers } = room;
  return (
    <ExamFrame {...props} answers={answers} onTakeOver={room.takeOver}>
      {content.data && answers.state === "open" ? (
        <>
          <div className={styles.fill} hidden={isHandingIn}>
            <Desk
              key={answers.outbox.clientId}
              content={content.data}
              outbox={answers.outbox}
              room={room}
              onHandIn={() => setHandingIn(true)}
            />
          </div>
          {isHandingIn && (
            <HandInPage
              title={t("exam.reviewAnswersTitle")}
              lead={t("exam.reviewAnswersLead")}
              backLabel={t("exam.backToQuestions")}
              submitLabel={t("exam.submitAnswers")}
              onBack={() => setHandingIn(false)}
              onSubmit={room.handIn}
            >
              <Summary content={content.data} outbox={answers.outbox} />
            </HandInPage>
          )}
        </>
      ) : (
        <RoomLoading content={content} answers={answers} />
      )}
    </ExamFrame>
  );
}

function Summary({ content, outbox }: { readonly content: Content; readonly outbox: Outbox }): ReactNode {
  const t = useT();
  const unanswered = content.items.filter(({ id }) => !isAnswered(outbox.get(id))).length;
  return (
    <Notice role="note" tone={unanswered > 0 ? "attention" : "info"}>
      <p>{t("exam.answeredCount", { answered: content.items.length - unanswered, total: content.items.length })}</p>
      <p>{t("exam.unanswered", { count: unanswered })}</p>
      <p>{t("exam.flagged", { count: flagsOf(outbox).length })}</p>
    </Notice>
  );
}

export function flagsOf(outbox: Outbox): string[] {
  const flags = outbox.get(flagsKey);
  return Array.isArray(flags) ? flags.filter((flag) => flag !== null) : [];
}

function Desk({
  content,
  outbox,
  room,
  onHandIn,
}: {
  readonly content: Content;
  readonly outbox: Outbox;
  readonly room: Room;
  readonly onHandIn: () => void;
}): ReactNode {
  const t = useT();
  const size = useTextSize();
  const flags = flagsOf(outbox);
  return (
    <div className={styles.fill} style={size.style}>
      <SplitPane
        dividerLabel={t("exam.divider")}
        storageKey="epreuve.reading-split"
        initial={48}
        first={
          <CaseTabs
            content={content}
            outbox={outbox}
            inheritedNotes=""
            isReadOnly={room.isTimeUp}
            onRefused={room.report}
          />
        }
        second={
          <div className={styles.questionPane}>
            {room.isTimeUp && (
              <Notice title={t("exam.timeUpTitle")} role="status">
                {t("exam.timeUpText")}
              </Notice>
            )}
            <Questions
              items={content.items}
              answerTo={(id) => outbox.get(id)}
              flags={flags}
              isReadOnly={room.isTimeUp}
              onAnswer={(id, value) => outbox.set(id, value)}
              onFlag={(id, isFlagged) =>
                outbox.set(flagsKey, isFlagged ? [...flags, id] : flags.filter((flag) => flag !== id))
              }
            />
            <div className={styles.toolbar}>
              {size.control}
              <Button variant="primary" className={styles.submit} disabled={room.isTimeUp} onClick={onHandIn}>
                {t("exam.submitAnswers")}
              </Button>
            </div>
          </div>
        }
      />
    </div>
  );
}
