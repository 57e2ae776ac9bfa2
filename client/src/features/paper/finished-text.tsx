import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Notice } from "#client/ui/index.ts";
import { countChanges, TextChanges } from "./text-changes.tsx";
import { TextEditor, type Transcription } from "./text-editor.tsx";

/** A text that this person types no more: it waits for somebody else, or it is frozen, with both versions in view. */
export function FinishedText({ data }: { readonly data: Transcription }): ReactNode {
  const t = useT();
  const isSealed = data.state === "SEALED";
  const final = isSealed ? (data.check?.text ?? data.text) : data.text;
  const changes = countChanges(data.text, final);
  return (
    <section className="stack" aria-label={t("inperson.typedText")}>
      <h2>{t("inperson.typedText")}</h2>
      {isSealed ? (
        <Notice tone="success">{t("inperson.finished")}</Notice>
      ) : (
        <Notice title={t("inperson.awaitsCheck")}>{t("inperson.awaitsCheckText")}</Notice>
      )}
      <TextEditor label={t("inperson.typedText")} text={final} isReadOnly onChange={() => undefined}>
        {data.typedByName !== null && <span>{t("inperson.typedBy", { name: data.typedByName })}</span>}
        {isSealed && data.check && <span>{t("inperson.checkedBy", { name: data.check.checkedByName })}</span>}
      </TextEditor>
      {isSealed && data.check && (
        <>
          <h3>{t("inperson.changes", { count: changes })}</h3>
          {changes > 0 && <TextChanges before={data.text} after={final} />}
        </>
      )}
    </section>
  );
}
