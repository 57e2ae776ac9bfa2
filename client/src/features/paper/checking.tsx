import { useDeferredValue, useState, type ReactNode } from "react";
import { finishTextCheck, paperSessions, saveTextCheck, transcription } from "#shared/protocol/paper.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, ConfirmDialog, useToast } from "#client/ui/index.ts";
import { countChanges, TextChanges } from "./text-changes.tsx";
import { SavedLine, TextEditor, type Transcription } from "./text-editor.tsx";
import { useSaveLater } from "./use-save-later.ts";

/** A second person compares the text with the pages, corrects what differs or confirms that nothing does. */
export function Checking({ sittingId, data }: { readonly sittingId: string; readonly data: Transcription }): ReactNode {
  const t = useT();
  const showToast = useToast();
  const params = { sittingId };
  const [text, setText] = useState(data.check?.text ?? data.text);
  const [isFinishing, setFinishing] = useState(false);
  const save = useChange(saveTextCheck, [], { isInOrder: true });
  const done = useChange(finishTextCheck, [transcription, paperSessions]);
  useSaveLater(text, data.check?.text ?? data.text, (typed) => save.mutate({ params, body: { text: typed } }), false);
  // The comparison follows the typing; it never holds it up.
  const compared = useDeferredValue(text);
  const changes = countChanges(data.text, compared);
  const finish = (): void =>
    done.mutate(
      { params, body: { text } },
      {
        onSuccess: () => {
          showToast(t("inperson.finished"), "success");
          setFinishing(false);
        },
      },
    );
  const label = t(text === data.text ? "inperson.checkConfirm" : "inperson.checkCorrect");
  return (
    <section className="stack" aria-label={t("inperson.checkTitle")}>
      <h2>{t("inperson.checkTitle")}</h2>
      <p>{t("inperson.checkHow", { name: data.typedByName ?? "" })}</p>
      <TextEditor label={t("inperson.typedText")} text={text} onChange={setText}>
        <SavedLine isSaving={save.isPending} savedAt={save.data?.savedAt ?? data.check?.savedAt ?? null} />
      </TextEditor>
      <RefusalNotice error={save.error} onRetry={() => save.mutate({ params, body: { text } })} />
      <h3>{t("inperson.changes", { count: changes })}</h3>
      {changes > 0 && <TextChanges before={data.text} after={compared} />}
      <Button variant="primary" onClick={() => setFinishing(true)}>
        {label}
      </Button>
      <p className="quiet small">{t("inperson.typistNotMarker")}</p>
      <ConfirmDialog
        isOpen={isFinishing}
        title={t("inperson.checkDoneTitle")}
        confirmLabel={label}
        cancelLabel={t("common.cancel")}
        isBusy={done.isPending}
        onConfirm={finish}
        onCancel={() => setFinishing(false)}
      >
        <p>{t("inperson.changes", { count: countChanges(data.text, text) })}</p>
        <p>{t("inperson.checkDoneText")}</p>
        <RefusalNotice error={done.error} />
      </ConfirmDialog>
    </section>
  );
}
