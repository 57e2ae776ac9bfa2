import { useRef, useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import type { Outbox } from "#client/net/outbox/outbox.ts";
import { Button, Notice, SplitPane, VisuallyHidden } from "#client/ui/index.ts";
import { maxTextLength, storableText, textKey } from "#shared/domain/answers/answer-value.ts";
import { writingContent } from "#shared/protocol/exam-content.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { AccentPalette } from "./accent-palette.tsx";
import { CaseTabs } from "./case-tabs.tsx";
import { ExamFrame, type RoomProps } from "./exam-frame.tsx";
import styles from "./exam-room.module.css";
import { useGuardedInput } from "./guarded-input.ts";
import { HandInPage } from "./hand-in-page.tsx";
import { RoomLoading } from "./room-loading.tsx";
import { useTextSize } from "./text-size.tsx";
import { useRoom, type Room } from "./use-room.ts";

type Content = RouteAnswer<typeof writingContent>;

/** The third activity: the case on the left, a calm page on the right. */
export function WritingRoom(props: RoomProps): ReactNode {
  const t = useT();
  const room = useRoom(props);
  const content = useRoute(writingContent, { params: { sittingId: props.sittingId } }, { pollMs: false });
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
              title={t("exam.reviewTextTitle")}
              lead={t("exam.reviewTextLead")}
              backLabel={t("exam.backToText")}
              submitLabel={t("exam.submitText")}
              onBack={() => setHandingIn(false)}
              onSubmit={room.handIn}
            >
              <Written text={textOf(answers.outbox)} />
            </HandInPage>
          )}
        </>
      ) : (
        <RoomLoading content={content} answers={answers} />
      )}
    </ExamFrame>
  );
}

function textOf(outbox: Outbox): string {
  const saved = outbox.get(textKey);
  return typeof saved === "string" ? saved : "";
}

function Written({ text }: { readonly text: string }): ReactNode {
  const t = useT();
  if (text.trim() === "") return <Notice role="note">{t("exam.emptyText")}</Notice>;
  return (
    <div className={styles.written} lang="fr-CA" role="region" aria-label={t("exam.yourText")}>
      {text}
    </div>
  );
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
  return (
    <div className={styles.fill} style={size.style}>
      <SplitPane
        dividerLabel={t("exam.divider")}
        storageKey="epreuve.writing-split"
        initial={42}
        first={
          <CaseTabs
            content={content}
            outbox={outbox}
            inheritedNotes={content.notes}
            isReadOnly={room.isTimeUp}
            onRefused={room.report}
          />
        }
        second={
          <div className={styles.editorPane}>
            <Task task={content.task} />
            {room.isTimeUp && (
              <Notice title={t("exam.timeUpTitle")} role="status">
                {t("exam.timeUpText")}
              </Notice>
            )}
            <Editor outbox={outbox} room={room} sizeControl={size.control} onHandIn={onHandIn} />
          </div>
        }
      />
    </div>
  );
}

function Task({ task }: { readonly task: Content["task"] }): ReactNode {
  const t = useT();
  return (
    <details className={styles.task} open>
      <summary>{t("exam.task")}</summary>
      <div lang="fr-CA" className={styles.taskBody}>
        <p className={styles.hint}>
          {t("exam.recipient", { name: task.recipient })} ·{" "}
          {t("exam.wordRange", { min: task.minWords, max: task.maxWords })}
        </p>
        <p>{task.task}</p>
        <ul>
          {task.instructions.map((instruction) => (
            <li key={instruction}>{instruction}</li>
          ))}
        </ul>
      </div>
    </details>
  );
}

function Editor({
  outbox,
  room,
  sizeControl,
  onHandIn,
}: {
  readonly outbox: Outbox;
  readonly room: Room;
  readonly sizeControl: ReactNode;
  readonly onHandIn: () => void;
}): ReactNode {
  const t = useT();
  const field = useRef<HTMLTextAreaElement>(null);
  const { listen, attributes, wasRefused } = useGuardedInput(room.report);
  const [attach] = useState(() => (element: HTMLTextAreaElement | null) => {
    field.current = element;
    return listen(element);
  });
  return (
    <>
      <label htmlFor="text">
        <VisuallyHidden>{t("exam.yourText")}</VisuallyHidden>
      </label>
      <textarea
        id="text"
        ref={attach}
        {...attributes}
        className={styles.editor}
        lang="fr-CA"
        maxLength={maxTextLength}
        readOnly={room.isTimeUp}
        defaultValue={textOf(outbox)}
        onInput={(event) => outbox.set(textKey, storableText(event.currentTarget.value))}
        onBlur={() => void outbox.flush()}
      />
      {wasRefused && (
        <p className={styles.refused} role="status">
          {t("exam.refusedInput")}
        </p>
      )}
      <div className={styles.toolbar}>
        <AccentPalette field={field} isDisabled={room.isTimeUp} />
        {sizeControl}
        <Button variant="primary" className={styles.submit} disabled={room.isTimeUp} onClick={onHandIn}>
          {t("exam.submitText")}
        </Button>
      </div>
    </>
  );
}
