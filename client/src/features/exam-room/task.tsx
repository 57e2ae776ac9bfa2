import { useEffect, useRef, useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button } from "#client/ui/index.ts";
import { useWrittenIn } from "#client/ui/written-in.tsx";
import type { writingContent } from "#shared/protocol/exam-content.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import room from "./exam-room.module.css";
import styles from "./task.module.css";

/** What is asked, above the text. Where the window is too low for all of it and the text, it says that there is more. */
export function Task({
  task,
  isCounted,
}: {
  readonly task: RouteAnswer<typeof writingContent>["task"];
  readonly isCounted: boolean;
}): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  const body = useRef<HTMLDivElement>(null);
  const words = useRef<HTMLDivElement>(null);
  const [isWhole, setWhole] = useState(false);
  const isCut = useIsCut(body, words);
  return (
    <details className={styles.task} open>
      <summary>{t("exam.task")}</summary>
      <div
        ref={body}
        className={isWhole ? styles.wholeTask : styles.taskBody}
        role="group"
        aria-label={t("exam.task")}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls is reached by the keyboard.
        tabIndex={0}
      >
        <div ref={words} lang={lang}>
          <p className={room.hint}>
            {t("exam.recipient", { name: task.recipient })} ·{" "}
            {t("exam.wordRange", { min: task.minWords, max: task.maxWords })}. {!isCounted && t("room.noWordCount")}
          </p>
          <p>{task.task}</p>
          <ul>
            {task.instructions.map((instruction) => (
              <li key={instruction}>{instruction}</li>
            ))}
            <li>{t("room.noSignature")}</li>
          </ul>
        </div>
        {(isCut || isWhole) && (
          <div className={styles.moreTask}>
            <Button size="small" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
              {t(isWhole ? "exam.taskShort" : "exam.taskWhole")}
            </Button>
          </div>
        )}
      </div>
    </details>
  );
}

/** Whether these words are higher than the part that shows them; a button after them counts for nothing. */
function useIsCut(part: { readonly current: HTMLElement | null }, words: { readonly current: HTMLElement | null }): boolean {
  const [isCut, setCut] = useState(false);
  // Windows, dividers and text sizes change at any time.
  useEffect(() => {
    const [outer, inner] = [part.current, words.current];
    if (!outer || !inner) return;
    const observer = new ResizeObserver(() => {
      const { paddingBlockStart, paddingBlockEnd } = getComputedStyle(outer);
      const height = outer.clientHeight - Number.parseFloat(paddingBlockStart) - Number.parseFloat(paddingBlockEnd);
      // Half a pixel is no line.
      setCut(inner.offsetHeight > height + 1);
    });
    observer.observe(outer);
    observer.observe(inner);
    return () => observer.disconnect();
  }, [part, words]);
  return isCut;
}
