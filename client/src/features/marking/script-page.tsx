import { useCallback, useRef, useState, type ReactNode } from "react";
import { useNavigate, useParams } from "react-router";
import { tooLongIn } from "#shared/domain/marking/mark-limits.ts";
import { nextTask } from "#shared/domain/marking/next-task.ts";
import {
  giveTaskBack,
  markingScript,
  markingTasks,
  recordMark,
  referScript,
  type BlindScriptView,
} from "#shared/protocol/marking.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, ConfirmDialog, Notice, PageHeader, useToast } from "#client/ui/index.ts";
import { CriterionComment } from "./criterion-comment.tsx";
import { DraftStatus } from "./draft-status.tsx";
import { KeysDialog } from "./keys-dialog.tsx";
import { RecordDialog } from "./record-dialog.tsx";
import { ReferDialog } from "./refer-dialog.tsx";
import { missingIn, Rubric } from "./rubric.tsx";
import { ScriptHeader } from "./script-header.tsx";
import { ScriptText } from "./script-text.tsx";
import styles from "./script-page.module.css";
import { focusTooLong, TooLongNotice } from "./too-long-notice.tsx";
import { useDeskKeys } from "./use-desk-keys.ts";
import { isConflict } from "./use-joined-draft.ts";
import { useTextDraft } from "./use-text-draft.ts";
import { isWithdrawn, WithdrawnPage } from "./withdrawn-page.tsx";

/** One text and the grid beside it. Nothing about the person, ever. */
export function ScriptPage(): ReactNode {
  const { taskId = "" } = useParams();
  const script = useRoute(markingScript, { params: { taskId } });
  const t = useT();
  // What is refused when it is opened, from an old link or a queue of a moment ago, leads back to the queue as well.
  if (isWithdrawn(script.error)) return <WithdrawnPage title={t("marking.oneText")} />;
  return (
    <>
      {script.isError && !script.data && <PageHeader title={t("marking.oneText")} backHref="/correction" backLabel={t("marking.backToQueue")} />}
      <Fetched query={script}>{(view) => <Desk key={taskId} taskId={taskId} script={view} />}</Fetched>
    </>
  );
}

type Asking = "record" | "giveBack" | "refer" | "keys";

function Desk({ taskId, script }: { readonly taskId: string; readonly script: BlindScriptView }): ReactNode {
  const t = useT();
  const toast = useToast();
  const navigate = useNavigate();
  const params = { taskId };
  const { draft, change: keep, ...saving } = useTextDraft(taskId, script);
  const [asking, setAsking] = useState<Asking>();
  const [hasMissing, setHasMissing] = useState(false);
  const rubric = useRef<HTMLElement>(null);
  const queue = useRoute(markingTasks, {});
  const record = useChange(recordMark, [markingTasks]);
  const giveBack = useChange(giveTaskBack, [markingTasks]);
  const refer = useChange(referScript, [markingTasks]);
  const next = nextTask(queue.data?.tasks ?? [], taskId);
  const missing = missingIn(script.unit, draft);
  const tooLong = tooLongIn(draft);
  const close = (): void => setAsking(undefined);

  const change = (given: Partial<typeof draft>): void => {
    setHasMissing(false);
    keep({ ...draft, ...given });
  };
  const ask = useCallback((): void => {
    if (tooLong.length > 0) return focusTooLong(rubric.current);
    if (missing.length === 0) return setAsking("record");
    setHasMissing(true);
    rubric.current?.querySelector<HTMLInputElement>("fieldset:not(:has(:checked)) input")?.focus();
  }, [missing.length, tooLong.length]);
  // What was given so far is kept on the way; the text comes round again at the end of the queue.
  const skip = (): void => {
    if (!next) return;
    void navigate(`/correction/${next.taskId}`);
    window.scrollTo(0, 0);
  };
  useDeskKeys({
    rubric,
    onEnter: ask,
    onHelp: () => setAsking("keys"),
    onKnow: () => setAsking("giveBack"),
    onNext: skip,
  });

  const leave = (words: string): void => {
    close();
    toast(words, "success");
    void navigate(next ? `/correction/${next.taskId}` : "/correction");
    window.scrollTo(0, 0);
  };
  const handIn = async (): Promise<void> => {
    // Another page’s words may have been joined while it was asked.
    if (tooLong.length > 0) return close();
    // What was given last is on the server first, so that another page's changes are seen before it is too late.
    if (await saving.flush().catch(() => false)) return close();
    record.mutate(
      { params, body: saving.given() },
      {
        onSuccess: () => leave(t("marking.recorded")),
        onError: (error) => {
          close();
          if (isConflict(error)) void saving.join().catch(() => undefined);
        },
      },
    );
  };

  const refusal = record.error ?? giveBack.error ?? refer.error;
  if (saving.wasWithdrawn || isWithdrawn(refusal)) return <WithdrawnPage title={t("marking.script", { code: script.blindCode })} />;
  return (
    <div className={styles.desk}>
      <ScriptHeader
        script={script}
        taskId={taskId}
        tasks={queue.data?.tasks ?? []}
        markedToday={queue.data?.markedToday ?? 0}
        neededPerDay={queue.data?.neededPerDay ?? 0}
      />
      {script.referral && (
        <Notice tone="info" role="note" title={t("marking.referralAnswered")}>
          {script.referral.answer}
        </Notice>
      )}
      <div className={styles.panes}>
        <ScriptText
          script={script}
          annotations={draft.annotations}
          onAnnotate={(annotations) => change({ annotations })}
        />
        <aside ref={rubric} className={styles.rubric} aria-label={t("marking.rubric")}>
          <div className="row row-between">
            <h2>{t("marking.rubric")}</h2>
            <DraftStatus state={saving.state} drafts={[draft]} />
          </div>
          <div className="row row-between">
            <p className="quiet small">{t(next ? "marking.keysNext" : "marking.keysLast")}</p>
            <Button size="small" variant="quiet" shortcut="?" onClick={() => setAsking("keys")}>
              {t("marking.keysAll")}
            </Button>
          </div>
          {saving.wasJoined && <Notice tone="attention">{t("marking.joined")}</Notice>}
          <Rubric
            grid={script.grid}
            draft={draft}
            onChange={change}
            look="list"
            under={(criterion, place) => (
              <CriterionComment
                criterion={criterion}
                value={draft.criterionComments[place] ?? ""}
                onChange={(value) =>
                  change({
                    criterionComments: draft.criterionComments.map((given, index) => (index === place ? value : given)),
                  })
                }
              />
            )}
          />
          {hasMissing && missing.length > 0 && (
            <Notice tone="attention">{t("marking.missing", { criteria: missing.join(", ") })}</Notice>
          )}
          <TooLongNotice places={tooLong} wereJoined={saving.wasJoined} />
          <RefusalNotice error={refusal} />
          <div className={styles.ways}>
            <Button variant="primary" onClick={ask}>
              {t("marking.record")}
            </Button>
            <Button size="small" variant="quiet" aria-keyshortcuts="k" onClick={() => setAsking("giveBack")}>
              {t("marking.know")}
            </Button>
            <Button size="small" variant="quiet" onClick={() => setAsking("refer")}>
              {t("marking.refer")}
            </Button>
            {next && (
              <Button size="small" variant="quiet" aria-keyshortcuts="n" onClick={skip}>
                {t("marking.skip")}
              </Button>
            )}
          </div>
        </aside>
      </div>
      <RecordDialog
        isOpen={asking === "record"}
        blindCode={script.blindCode}
        hasNext={next !== undefined}
        isBusy={record.isPending}
        onCancel={close}
        onConfirm={() => void handIn()}
      />
      <ConfirmDialog
        isOpen={asking === "giveBack"}
        title={t("marking.knowTitle")}
        confirmLabel={t("marking.knowConfirm")}
        cancelLabel={t("common.back")}
        isBusy={giveBack.isPending}
        onCancel={close}
        onConfirm={() =>
          giveBack.mutate({ params }, { onSuccess: () => leave(t("marking.withdrawn")), onError: close })
        }
      >
        <p>{t("marking.knowMeans")}</p>
      </ConfirmDialog>
      {asking === "refer" && (
        <ReferDialog
          isBusy={refer.isPending}
          onClose={close}
          onRefer={(body) =>
            // What was given so far stays with the text, for when it comes back.
            void saving
              .flush()
              .catch(() => undefined)
              .then(() =>
                refer.mutate({ params, body }, { onSuccess: () => leave(t("marking.referred")), onError: close }),
              )
          }
        />
      )}
      <KeysDialog isOpen={asking === "keys"} onClose={close} />
    </div>
  );
}
