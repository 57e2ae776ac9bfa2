import { useEffect, useRef, useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import type { Outbox } from "#client/net/outbox/outbox.ts";
import { Notice, Skeleton } from "#client/ui/index.ts";
import { SplitPane } from "#client/ui/split-pane.tsx";
import { useWrittenIn, WrittenIn } from "#client/ui/written-in.tsx";
import { textKey } from "#shared/domain/answers/answer-value.ts";
import { writingContent } from "#shared/protocol/exam-content.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { CaseTabs } from "./case-tabs.tsx";
import { rememberOwn } from "./editor/own-clipboard.ts";
import { useKeptHistory } from "./editor/use-kept-history.ts";
import { WritingEditor } from "./editor/writing-editor.tsx";
import { ExamFrame, type RoomProps } from "./exam-frame.tsx";
import styles from "./exam-room.module.css";
import { HandInPage } from "./hand-in-page.tsx";
import { JumpLinks } from "./jump-links.tsx";
import { ownText } from "./own-text.ts";
import { useRoomPolicy } from "./room-policy.ts";
import { RoomLoading } from "./room-loading.tsx";
import { Task } from "./task.tsx";
import { useTextSize } from "./text-size.tsx";
import thresholds from "./thresholds.module.css";
import { useRoomKeys } from "./use-room-keys.ts";
import { useKeptRoom, useRoom, type Room } from "./use-room.ts";

type Content = RouteAnswer<typeof writingContent>;

/** The third activity: the case on the left, a calm page on the right. */
export function WritingRoom({
  isLookedAfter,
  ...props
}: RoomProps & {
  /** What this device still held of the activities before has been sent, or was tried. */
  readonly isLookedAfter: boolean;
}): ReactNode {
  const t = useT();
  const room = useRoom(props, true);
  // The notes that follow are those with their last words [SAV-26].
  const asked = { params: { sittingId: props.sittingId } };
  const content = useRoute(writingContent, asked, { pollMs: false, isEnabled: isLookedAfter });
  const [isHandingIn, setHandingIn] = useState(false);
  const { answers } = room;
  // The button that brought one back is gone: one goes on in the text, where one was.
  const wasHandingIn = useRef(false);
  useEffect(() => {
    if (wasHandingIn.current && !isHandingIn) document.querySelector<HTMLElement>("#text")?.focus();
    wasHandingIn.current = isHandingIn;
  }, [isHandingIn]);
  return (
    <ExamFrame {...props} answers={answers} onTakeOver={room.takeOver}>
      {content.data && answers.state === "open" ? (
        <WrittenIn language={content.data.language}>
          <div className={styles.fill} hidden={isHandingIn}>
            <Desk
              key={answers.outbox.clientId}
              content={content.data}
              outbox={answers.outbox}
              room={room}
              sittingId={props.sittingId}
              runId={props.run.runId}
              onHandIn={() => setHandingIn(true)}
            />
          </div>
          {isHandingIn && (
            <HandInPage
              title={t("exam.reviewTextTitle")}
              lead={t("exam.reviewTextLead")}
              backLabel={t("exam.backToText")}
              submitLabel={t("exam.submitText")}
              isEmpty={ownText(answers.outbox, textKey).trim() === ""}
              onBack={() => setHandingIn(false)}
              onSubmit={room.handIn}
            >
              <Written text={ownText(answers.outbox, textKey)} />
            </HandInPage>
          )}
        </WrittenIn>
      ) : (
        <RoomLoading content={content} answers={answers} />
      )}
    </ExamFrame>
  );
}

function Written({ text }: { readonly text: string }): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  if (text.trim() === "") return <Notice role="note">{t("exam.emptyText")}</Notice>;
  return (
    <div className={thresholds.written} lang={lang} role="region" aria-label={t("exam.yourText")}>
      {text}
    </div>
  );
}

function Desk({
  content,
  outbox,
  room,
  sittingId,
  runId,
  onHandIn,
}: {
  readonly content: Content;
  readonly outbox: Outbox;
  readonly room: Room;
  readonly sittingId: string;
  readonly runId: string;
  readonly onHandIn: () => void;
}): ReactNode {
  const t = useT();
  const size = useTextSize();
  const policy = useRoomPolicy(sittingId);
  const { history, onHistory } = useKeptHistory(runId, useWrittenIn(), () => ownText(outbox, textKey));
  useKeptRoom(sittingId, runId, policy);
  const copyFromDocument = (): void => {
    if (policy.mayCopyDocuments) rememberOwn(String(getSelection()));
  };
  const desk = useRef<HTMLDivElement>(null);
  const goTo = (what: string): void => {
    const place = desk.current?.querySelector<HTMLElement>(what);
    place?.focus();
    place?.scrollIntoView({ block: "start" });
  };
  const goToCase = (): void => goTo("[role=tab][aria-selected=true]");
  const goToOwnText = (): void => goTo("#text");
  // Alt and a sideways arrow would leave the page in the middle of a sentence.
  useRoomKeys(desk, { ArrowUp: goToCase, ArrowDown: goToOwnText, ArrowLeft: () => {}, ArrowRight: () => {} });
  return (
    <div ref={desk} className={styles.fill} style={size.style}>
      <JumpLinks
        places={[
          { label: t("exam.goToCase"), go: goToCase },
          { label: t("exam.goToOwnText"), go: goToOwnText },
        ]}
      />
      <SplitPane
        dividerLabel={t("exam.divider")}
        storageKey="epreuve.writing-split"
        initial={42}
        first={
          <div className={styles.fill} onCopy={copyFromDocument}>
            <CaseTabs
              content={content}
              outbox={outbox}
              inheritedNotes={content.notes}
              isReadOnly={room.isTimeUp}
              onRefused={room.report}
            />
          </div>
        }
        second={
          <div className={styles.editorPane}>
            <Task task={content.task} isCounted={policy.showsWordCount} />
            {room.isTimeUp && (
              <Notice title={t("exam.timeUpTitle")} role="status">
                {t("exam.timeUpText")}
              </Notice>
            )}
            {history ? (
              <WritingEditor
                outbox={outbox}
                room={room}
                policy={policy}
                history={history}
                onHistory={onHistory}
                sizeControl={size.control}
                onHandIn={onHandIn}
              />
            ) : (
              <Skeleton label={t("common.loading")} lines={6} />
            )}
          </div>
        }
      />
    </div>
  );
}
