import { useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import { useNavigate, useParams } from "react-router";
import {
  giveTaskBack,
  markingScript,
  markingTasks,
  recordMark,
  saveMarkDraft,
  type BlindScriptView,
} from "#shared/protocol/marking.ts";
import { useT } from "#client/app/i18n.tsx";
import { call } from "#client/net/http.ts";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, ConfirmDialog, Notice, useToast } from "#client/ui/index.ts";
import { DraftStatus } from "./draft-status.tsx";
import { missingIn, Rubric, type RubricDraft } from "./rubric.tsx";
import { ScriptHeader } from "./script-header.tsx";
import { ScriptText } from "./script-text.tsx";
import styles from "./script-page.module.css";
import { useDraftSaving } from "./use-draft-saving.ts";

/** One text and the grid beside it. Nothing about the person, ever. */
export function ScriptPage(): ReactNode {
  const { taskId = "" } = useParams();
  const script = useRoute(markingScript, { params: { taskId } });
  return <Fetched query={script}>{(view) => <Desk key={taskId} taskId={taskId} script={view} />}</Fetched>;
}

/** Fields and buttons keep their own Enter; everywhere else it hands in. */
const hasOwnEnter = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest("textarea, button, a, summary, dialog, select, [role=separator]") !== null;

function Desk({ taskId, script }: { readonly taskId: string; readonly script: BlindScriptView }): ReactNode {
  const t = useT();
  const toast = useToast();
  const navigate = useNavigate();
  const params = { taskId };
  const [draft, setDraft] = useState<RubricDraft>(script.draft);
  const [asking, setAsking] = useState<"record" | "giveBack">();
  const [hasMissing, setHasMissing] = useState(false);
  const rubric = useRef<HTMLElement>(null);
  const queue = useRoute(markingTasks, {});
  const record = useChange(recordMark, [markingTasks]);
  const giveBack = useChange(giveTaskBack, [markingTasks]);
  const saving = useDraftSaving((given: RubricDraft) =>
    call(saveMarkDraft, { params: { taskId }, body: { bands: [...given.bands], comments: given.comments } }),
  );
  const next = queue.data?.tasks.find((task) => task.taskId !== taskId);
  const missing = missingIn(script.unit, draft);
  const body = { bands: [...draft.bands], comments: draft.comments };

  const change = (next: RubricDraft): void => {
    setDraft(next);
    setHasMissing(false);
    saving.keep(next);
  };
  const ask = useCallback((): void => {
    if (missing.length === 0) return setAsking("record");
    setHasMissing(true);
    const first = Array.from(rubric.current?.querySelectorAll("fieldset") ?? []).find(
      (group) => !group.querySelector("input:checked"),
    );
    first?.querySelector("input")?.focus();
  }, [missing.length]);

  // Enter is the desk's one key for «next text», wherever the focus rests.
  useEffect(() => {
    const handleKey = (event: KeyboardEvent): void => {
      if (event.key !== "Enter" || event.defaultPrevented || event.repeat || hasOwnEnter(event.target)) return;
      event.preventDefault();
      ask();
    };
    document.addEventListener("keydown", handleKey);
    return () => document.removeEventListener("keydown", handleKey);
  }, [ask]);

  const leave = (): void => {
    setAsking(undefined);
    void navigate(next ? `/correction/${next.taskId}` : "/correction");
    window.scrollTo(0, 0);
  };
  const handIn = async (): Promise<void> => {
    // A draft that arrives after its mark would be refused: it goes first.
    await saving.flush().catch(() => undefined);
    record.mutate(
      { params, body },
      { onSuccess: () => (toast(t("marking.recorded"), "success"), leave()), onError: () => setAsking(undefined) },
    );
  };

  return (
    <div className={styles.desk}>
      <ScriptHeader script={script} taskId={taskId} tasks={queue.data?.tasks ?? []} />
      <div className={styles.panes}>
        <ScriptText script={script} />
        <aside ref={rubric} className={styles.rubric} aria-label={t("marking.rubric")}>
          <div className="row row-between">
            <h2>{t("marking.rubric")}</h2>
            <DraftStatus state={saving.state} drafts={[draft]} />
          </div>
          <p className="quiet small">{t(next ? "marking.keysNext" : "marking.keysLast")}</p>
          <Rubric unit={script.unit} draft={draft} onChange={change} look="list" />
          {hasMissing && missing.length > 0 && (
            <Notice tone="attention">{t("marking.missing", { criteria: missing.join(", ") })}</Notice>
          )}
          <RefusalNotice error={record.error ?? giveBack.error} />
          <div className="row row-between">
            <Button variant="quiet" onClick={() => setAsking("giveBack")}>
              {t("marking.know")}
            </Button>
            <Button variant="primary" onClick={ask}>
              {t("marking.record")}
            </Button>
          </div>
        </aside>
      </div>
      <ConfirmDialog
        isOpen={asking === "record"}
        title={t("marking.recordTitle", { code: script.blindCode })}
        confirmLabel={t(next ? "marking.recordNext" : "marking.recordLast")}
        cancelLabel={t("common.back")}
        isBusy={record.isPending}
        onCancel={() => setAsking(undefined)}
        onConfirm={() => void handIn()}
      >
        <p>{t("marking.nothingMissing")}</p>
        <p>{t("marking.lockMeans")}</p>
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asking === "giveBack"}
        title={t("marking.knowTitle")}
        confirmLabel={t("marking.knowConfirm")}
        cancelLabel={t("common.back")}
        isBusy={giveBack.isPending}
        onCancel={() => setAsking(undefined)}
        onConfirm={() =>
          giveBack.mutate(
            { params },
            { onSuccess: () => (toast(t("marking.withdrawn")), leave()), onError: () => setAsking(undefined) },
          )
        }
      >
        <p>{t("marking.knowMeans")}</p>
      </ConfirmDialog>
    </div>
  );
}
