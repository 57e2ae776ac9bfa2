import { useRef, useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import type { Outbox } from "#client/net/outbox/outbox.ts";
import { Button, Notice, useStoredState } from "#client/ui/index.ts";
import { SplitPane } from "#client/ui/split-pane.tsx";
import { WrittenIn } from "#client/ui/written-in.tsx";
import { flagsKey, notesKey } from "#shared/domain/answers/answer-value.ts";
import { isAnswered } from "#shared/domain/reading/answer-shape.ts";
import { readingContent } from "#shared/protocol/exam-content.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { CaseTabs } from "./case-tabs.tsx";
import { DisplayButton, type Panes } from "./display-dialog.tsx";
import { ExamFrame, type RoomProps } from "./exam-frame.tsx";
import styles from "./exam-room.module.css";
import { HandInPage } from "./hand-in-page.tsx";
import { JumpLinks } from "./jump-links.tsx";
import { ownText } from "./own-text.ts";
import { Questions, type QuestionLayout, type QuestionsProps } from "./questions.tsx";
import { ReadingSummary } from "./reading-summary.tsx";
import { RoomLoading } from "./room-loading.tsx";
import { useTextSize } from "./text-size.tsx";
import { useRoomPolicy } from "./room-policy.ts";
import { useKeptRoom, useRoom, type Room } from "./use-room.ts";

type Content = RouteAnswer<typeof readingContent>;

/** The first activity: the case on one side, the questions on the other. */
export function ReadingRoom(props: RoomProps): ReactNode {
  const t = useT();
  const room = useRoom(props);
  useKeptRoom(props.sittingId, props.run.runId, useRoomPolicy(props.sittingId));
  const content = useRoute(readingContent, { params: { sittingId: props.sittingId } }, { pollMs: false });
  const [isHandingIn, setHandingIn] = useState(false);
  const [asked, setAsked] = useState<QuestionsProps["asked"]>();
  const { answers } = room;
  const goBack = (index?: number): void => {
    setHandingIn(false);
    setAsked(index === undefined ? {} : { index });
  };
  if (!content.data || answers.state !== "open")
    return (
      <ExamFrame {...props} answers={answers} onTakeOver={room.takeOver}>
        <RoomLoading content={content} answers={answers} />
      </ExamFrame>
    );
  const { outbox } = answers;
  const { items } = content.data;
  const isEmpty = !items.some(({ id }) => isAnswered(outbox.get(id)));
  return (
    <ExamFrame {...props} answers={answers} onTakeOver={room.takeOver}>
      <WrittenIn language={content.data.language}>
        <div className={styles.fill} hidden={isHandingIn}>
          <Desk
            key={outbox.clientId}
            runId={props.run.runId}
            content={content.data}
            outbox={outbox}
            room={room}
            asked={asked}
            onAsk={() => setAsked({})}
            onHandIn={() => setHandingIn(true)}
          />
        </div>
        {isHandingIn && (
          <HandInPage
            title={t("exam.reviewAnswersTitle")}
            lead={t(props.activities.includes("DISCUSSION") ? "exam.reviewAnswersLead" : "exam.reviewPracticeLead")}
            backLabel={t("exam.backToQuestions")}
            submitLabel={t("exam.submitAnswers")}
            isEmpty={isEmpty}
            onBack={() => goBack()}
            onSubmit={room.handIn}
          >
            <ReadingSummary items={items} answerTo={(id) => outbox.get(id)} flags={flagsOf(outbox)} onGo={goBack} />
          </HandInPage>
        )}
      </WrittenIn>
    </ExamFrame>
  );
}

export function flagsOf(outbox: Outbox): string[] {
  const flags = outbox.get(flagsKey);
  return Array.isArray(flags) ? flags.filter((flag) => flag !== null) : [];
}

function Desk({
  runId,
  content,
  outbox,
  room,
  asked,
  onAsk,
  onHandIn,
}: {
  readonly runId: string;
  readonly content: Content;
  readonly outbox: Outbox;
  readonly room: Room;
  readonly asked: QuestionsProps["asked"];
  /** Asks for the question that is shown. */
  readonly onAsk: () => void;
  readonly onHandIn: () => void;
}): ReactNode {
  const t = useT();
  const size = useTextSize();
  const flags = flagsOf(outbox);
  const text = useRef<HTMLDivElement>(null);
  const [layout, setLayout] = useStoredState<QuestionLayout>("epreuve.reading-layout", (stored) =>
    stored === "all" ? "all" : "one",
  );
  const [panes, setPanes] = useStoredState<Panes>("epreuve.reading-panes", (stored) =>
    stored === "rows" ? "rows" : "columns",
  );
  const goToText = (): void => {
    const tab = text.current?.querySelector<HTMLElement>("[role=tab][aria-selected=true]");
    tab?.focus();
    tab?.scrollIntoView({ block: "start" });
  };
  return (
    <div className={styles.fill} style={size.style}>
      <JumpLinks
        places={[
          { label: t("exam.goToText"), go: goToText },
          { label: t("exam.goToQuestions"), go: onAsk },
        ]}
      />
      <SplitPane
        direction={panes}
        dividerLabel={t(panes === "columns" ? "exam.divider" : "exam.dividerRows")}
        storageKey="epreuve.reading-split"
        initial={48}
        first={
          <div ref={text} className={styles.caseTabs}>
            <CaseTabs
              content={content}
              outbox={outbox}
              inheritedNotes=""
              isReadOnly={room.isTimeUp}
              onRefused={room.report}
            />
          </div>
        }
        second={
          <div className={styles.questionPane}>
            {room.isTimeUp && (
              <Notice title={t("exam.timeUpTitle")} role="status">
                {t("exam.timeUpText")}
              </Notice>
            )}
            <Questions
              runId={runId}
              items={content.items}
              answerTo={(id) => outbox.get(id)}
              flags={flags}
              isReadOnly={room.isTimeUp}
              layout={layout}
              asked={asked}
              onAnswer={(id, value) => outbox.set(id, value)}
              onFlag={(id, isFlagged) =>
                outbox.set(flagsKey, isFlagged ? [...flags, id] : flags.filter((flag) => flag !== id))
              }
              own={{ otherOwn: () => ownText(outbox, notesKey), onRefused: room.report }}
              onGoToText={goToText}
              tools={
                <div className={styles.toolbar}>
                  {size.control}
                  <DisplayButton layout={layout} panes={panes} onLayout={setLayout} onPanes={setPanes} />
                  <Button variant="primary" className={styles.submit} disabled={room.isTimeUp} onClick={onHandIn}>
                    {t("exam.submitAnswers")}
                  </Button>
                </div>
              }
            />
          </div>
        }
      />
    </div>
  );
}
