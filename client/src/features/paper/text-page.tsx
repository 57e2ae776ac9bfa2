import { useState, type ReactNode } from "react";
import { useParams } from "react-router";
import { topicOf } from "#shared/protocol/live.ts";
import { paperSessions, saveTranscription, sealTranscription, transcription } from "#shared/protocol/paper.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useOpened } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, ConfirmDialog, PageHeader, useToast } from "#client/ui/index.ts";
import { WrittenIn } from "#client/ui/written-in.tsx";
import { paperAddresses } from "./addresses.ts";
import { Checking } from "./checking.tsx";
import { FinishedText } from "./finished-text.tsx";
import { ScansPane } from "./scans-pane.tsx";
import { SavedLine, TextEditor, type Transcription } from "./text-editor.tsx";
import { useSaveLater } from "./use-save-later.ts";
import styles from "./paper.module.css";

/** The handwritten text: its pages, and beside them a plain editor that corrects nothing. */
export function TextPage(): ReactNode {
  const t = useT();
  const { sittingId = "" } = useParams();
  const text = useOpened(transcription, { params: { sittingId } }, { topics: [topicOf.sitting(sittingId)] });
  return (
    <Fetched query={text}>
      {(data) => (
        <div className="stack">
          <PageHeader
            title={t("inperson.textTitle", { name: data.name })}
            backHref={paperAddresses.home}
            backLabel={t("inperson.back")}
          />
          <WrittenIn language={data.language}>
            <div className={styles.beside}>
              <ScansPane sittingId={sittingId} name={data.name} scans={data.scans} isSealed={data.state === "SEALED"} />
              {data.state === "TYPING" && <Typing sittingId={sittingId} data={data} />}
              {data.state === "TO_CHECK" && data.mayCheck && <Checking sittingId={sittingId} data={data} />}
              {(data.state === "SEALED" || (data.state === "TO_CHECK" && !data.mayCheck)) && <FinishedText data={data} />}
            </div>
          </WrittenIn>
        </div>
      )}
    </Fetched>
  );
}

function Typing({ sittingId, data }: { readonly sittingId: string; readonly data: Transcription }): ReactNode {
  const t = useT();
  const showToast = useToast();
  const params = { sittingId };
  const [text, setText] = useState(data.text);
  const [isFinishing, setFinishing] = useState(false);
  const save = useChange(saveTranscription, [], { isInOrder: true });
  const seal = useChange(sealTranscription, [transcription, paperSessions]);
  const isClosed = data.scans.length === 0;
  useSaveLater(text, data.text, (typed) => save.mutate({ params, body: { text: typed } }), isClosed);
  const finish = (): void =>
    seal.mutate(
      { params, body: { text } },
      {
        onSuccess: ({ awaitsCheck }) => {
          showToast(t(awaitsCheck ? "inperson.sentToCheck" : "inperson.finished"), "success");
          setFinishing(false);
        },
      },
    );
  return (
    <section className="stack" aria-label={t("inperson.typedText")}>
      <h2>{t("inperson.typedText")}</h2>
      <TextEditor label={t("inperson.typedText")} text={text} isReadOnly={isClosed} onChange={setText}>
        {data.typedByName !== null && <span>{t("inperson.typedBy", { name: data.typedByName })}</span>}
        <SavedLine isSaving={save.isPending} savedAt={save.data?.savedAt ?? data.savedAt} />
      </TextEditor>
      <RefusalNotice error={save.error} onRetry={() => save.mutate({ params, body: { text } })} />
      {!isClosed && (
        <>
          <Button variant="primary" onClick={() => setFinishing(true)}>
            {t("inperson.finish")}
          </Button>
          <p className="quiet small">{t("inperson.typistNotMarker")}</p>
        </>
      )}
      <ConfirmDialog
        isOpen={isFinishing}
        title={t("inperson.finishTitle")}
        confirmLabel={t("inperson.finish")}
        cancelLabel={t("common.cancel")}
        isBusy={seal.isPending}
        onConfirm={finish}
        onCancel={() => setFinishing(false)}
      >
        {text.trim() === "" && <p>{t("inperson.finishEmpty")}</p>}
        <p>{t("inperson.finishText")}</p>
        <RefusalNotice error={seal.error} />
      </ConfirmDialog>
    </section>
  );
}
