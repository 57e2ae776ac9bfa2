import { useRef, useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import type { Outbox } from "#client/net/outbox/outbox.ts";
import { SplitPane } from "#client/ui/split-pane.tsx";
import { WrittenIn } from "#client/ui/written-in.tsx";
import { flagsKey, notesKey, type AnswerValue } from "#shared/domain/answers/answer-value.ts";
import { itemsFor, type FormContent } from "#shared/domain/forms/form-content.ts";
import { languageOf } from "#shared/domain/forms/language.ts";
import { CaseTabs } from "./case-tabs.tsx";
import styles from "./exam-room.module.css";
import { ownText } from "./own-text.ts";
import { Questions } from "./questions.tsx";
import { useTextSize } from "./text-size.tsx";
import { Task } from "./task.tsx";

/** The rooms of an activity as the person who holds one document finds them, without a clock and without a server. */

/** Answers that live as long as the page shows them. */
function useUnsavedAnswers(): Outbox {
  const [, redraw] = useState(0);
  const values = useRef(new Map<string, AnswerValue>());
  const nothing = async (): Promise<void> => undefined;
  return {
    clientId: "preview",
    get: (key) => values.current.get(key),
    set: (key, value) => {
      values.current.set(key, value);
      redraw((count) => count + 1);
    },
    flush: nothing,
    settle: async () => false,
    claim: () => ({ clientId: "preview", lastSeq: 0, contentHash: "" }),
    yieldTo: nothing,
    status: () => ({ kind: "saved", at: null }),
    unsent: () => 0,
    heldUp: () => 0,
    waiting: () => [],
    run: () => {
      throw new Error("A preview has no run.");
    },
    close: nothing,
  };
}

interface PreviewProps {
  readonly content: FormContent;
  readonly documentId: string;
}

const documentOf = ({ content, documentId }: PreviewProps) =>
  content.documents.find(({ id }) => id === documentId) ?? { id: documentId, kind: "", title: "", paragraphs: [] };

const ignored = (): void => undefined;

function PreviewedCase({ outbox, ...props }: PreviewProps & { readonly outbox: Outbox }): ReactNode {
  return (
    <div className={styles.caseTabs}>
      <CaseTabs
        content={{ situation: props.content.situation, document: documentOf(props) }}
        outbox={outbox}
        inheritedNotes=""
        isReadOnly={false}
        onRefused={ignored}
      />
    </div>
  );
}

export function ReadingPreview(props: PreviewProps): ReactNode {
  const t = useT();
  const size = useTextSize();
  const outbox = useUnsavedAnswers();
  const { content, documentId } = props;
  const stored = outbox.get(flagsKey);
  const flags = Array.isArray(stored) ? stored.filter((flag) => flag !== null) : [];
  return (
    <WrittenIn language={languageOf(content)}>
      <div className={styles.fill} style={size.style}>
        <SplitPane
          dividerLabel={t("exam.divider")}
          initial={48}
          first={<PreviewedCase {...props} outbox={outbox} />}
          second={
            <div className={styles.questionPane}>
              <Questions
                items={itemsFor(content, documentId)}
                answerTo={(id) => outbox.get(id)}
                flags={flags}
                isReadOnly={false}
                layout="all"
                asked={undefined}
                onAnswer={(id, value) => outbox.set(id, value)}
                onFlag={(id, isFlagged) =>
                  outbox.set(flagsKey, isFlagged ? [...flags, id] : flags.filter((flag) => flag !== id))
                }
                own={{ otherOwn: () => ownText(outbox, notesKey), onRefused: ignored }}
                onGoToText={ignored}
                tools={<div className={styles.toolbar}>{size.control}</div>}
              />
            </div>
          }
        />
      </div>
    </WrittenIn>
  );
}

/** The task and the case beside it; the editor is the same for every form, and is tried in the practice exam. */
export function WritingPreview(props: PreviewProps): ReactNode {
  const t = useT();
  const size = useTextSize();
  const outbox = useUnsavedAnswers();
  const { content } = props;
  return (
    <WrittenIn language={languageOf(content)}>
      <div className={styles.fill} style={size.style}>
        <SplitPane
          dividerLabel={t("exam.divider")}
          initial={50}
          first={<PreviewedCase {...props} outbox={outbox} />}
          second={
            <div className={styles.editorPane}>
              <Task task={content.writing} isCounted={false} />
            </div>
          }
        />
      </div>
    </WrittenIn>
  );
}
