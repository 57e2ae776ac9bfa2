import { useRef, useState, type ReactNode } from "react";
import { useParams } from "react-router";
import { maxTextLength } from "#shared/domain/answers/answer-value.ts";
import { formatTimeWithSeconds } from "#shared/i18n/dates.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { paperSessions, saveTranscription, sealTranscription, transcription } from "#shared/protocol/paper.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, ConfirmDialog, Field, Notice, PageHeader } from "#client/ui/index.ts";
import { paperAddresses } from "./addresses.ts";
import { ScansPane } from "./scans-pane.tsx";
import { useSaveLater } from "./use-save-later.ts";
import styles from "./paper.module.css";

type Transcription = RouteAnswer<typeof transcription>;

/** The handwritten text: its pages, and beside them a plain editor that corrects nothing. */
export function TextPage(): ReactNode {
  const t = useT();
  const { sittingId = "" } = useParams();
  const text = useRoute(transcription, { params: { sittingId } }, { topics: [topicOf.sitting(sittingId)] });
  return (
    <Fetched query={text}>
      {(data) => (
        <div className="stack">
          <PageHeader
            title={t("inperson.textTitle", { name: data.name })}
            backHref={paperAddresses.home}
            backLabel={t("inperson.back")}
          />
          <div className={styles.beside}>
            <ScansPane sittingId={sittingId} name={data.name} scans={data.scans} isSealed={data.isSealed} />
            <Editor sittingId={sittingId} data={data} />
          </div>
        </div>
      )}
    </Fetched>
  );
}

const illegible = "[illisible]";

function Editor({ sittingId, data }: { readonly sittingId: string; readonly data: Transcription }): ReactNode {
  const t = useT();
  const params = { sittingId };
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(data.text);
  const [isFinishing, setFinishing] = useState(false);
  const save = useChange(saveTranscription, [], { isInOrder: true });
  const seal = useChange(sealTranscription, [transcription, paperSessions]);
  const hasPages = data.scans.length > 0;
  const isClosed = data.isSealed || !hasPages;
  useSaveLater(text, data.text, (typed) => save.mutate({ params, body: { text: typed } }), isClosed);

  const insertIllegible = (): void => {
    const element = area.current;
    if (!element) return;
    element.setRangeText(illegible, element.selectionStart, element.selectionEnd, "end");
    setText(element.value);
    element.focus();
  };
  const savedAt = save.data?.savedAt ?? data.savedAt;
  return (
    <section className="stack" aria-label={t("inperson.typedText")}>
      <h2>{t("inperson.typedText")}</h2>
      {data.isSealed && <Notice tone="success">{t("inperson.finished")}</Notice>}
      <Field label={t("inperson.typedText")} isLabelHidden hint={t("inperson.typeRules")}>
        {(control) => (
          <textarea
            {...control}
            ref={area}
            className={`${control.className ?? ""} ${styles.editor}`}
            value={text}
            maxLength={maxTextLength}
            readOnly={isClosed}
            spellCheck={false}
            autoComplete="off"
            autoCorrect="off"
            autoCapitalize="off"
            lang="fr"
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <p className="quiet small" role="status">
        {save.isPending && t("common.saving")}
        {!save.isPending &&
          savedAt !== null &&
          t("common.savedAt", {
            time: formatTimeWithSeconds(savedAt, Intl.DateTimeFormat().resolvedOptions().timeZone),
          })}
        {data.typedByName !== null && ` · ${t("inperson.typedBy", { name: data.typedByName })}`}
      </p>
      <RefusalNotice error={save.error} onRetry={() => save.mutate({ params, body: { text } })} />
      {!isClosed && (
        <>
          <div className="row">
            <Button onClick={insertIllegible}>{t("inperson.insertIllegible")}</Button>
            <Button variant="primary" onClick={() => setFinishing(true)}>
              {t("inperson.finish")}
            </Button>
          </div>
          <p className="quiet small">{t("inperson.typistNotMarker")}</p>
        </>
      )}
      <ConfirmDialog
        isOpen={isFinishing}
        title={t("inperson.finishTitle")}
        confirmLabel={t("inperson.finish")}
        cancelLabel={t("common.cancel")}
        isBusy={seal.isPending}
        onConfirm={() => seal.mutate({ params, body: { text } }, { onSuccess: () => setFinishing(false) })}
        onCancel={() => setFinishing(false)}
      >
        {text.trim() === "" && <p>{t("inperson.finishEmpty")}</p>}
        <p>{t("inperson.finishText")}</p>
        <RefusalNotice error={seal.error} />
      </ConfirmDialog>
    </section>
  );
}
