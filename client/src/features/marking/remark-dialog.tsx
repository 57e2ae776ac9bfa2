import { useState, type ReactNode } from "react";
import type { Annotation } from "#shared/domain/marking/annotations.ts";
import { markLimits } from "#shared/domain/marking/mark-limits.ts";
import type { GridView } from "#shared/protocol/grid.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { Button, Dialog, SelectField, TextAreaField } from "#client/ui/index.ts";
import { useWrittenIn } from "#client/ui/written-in.tsx";

export interface RemarkDialogProps {
  readonly remark: Annotation;
  readonly grid: GridView;
  readonly onKeep: (remark: Annotation) => void;
  readonly onClose: () => void;
}

/** A remark on a span: words, and the criterion that it speaks of. Private until the mark is handed in. */
export function RemarkDialog({ remark, grid, onKeep, onClose }: RemarkDialogProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const lang = useWrittenIn();
  const [note, setNote] = useState(remark.note);
  const [criterion, setCriterion] = useState(remark.criterion);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("marking.remarkTitle")}
      size="small"
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" form="remark" variant="primary">
            {t("marking.remarkKeep")}
          </Button>
        </>
      }
    >
      <form
        id="remark"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          onKeep({ ...remark, note: note.trim(), criterion });
        }}
      >
        <p className="small">
          <q lang={lang}>{remark.quote}</q>
        </p>
        <TextAreaField
          label={t("marking.remarkNote")}
          hint={t("marking.remarkNoteHint")}
          rows={3}
          maxLength={markLimits.note}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey) return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
        />
        <SelectField
          label={t("marking.remarkCriterion")}
          optionalLabel={t("common.optional")}
          value={criterion ?? "none"}
          options={[
            { value: "none", label: t("marking.remarkNoCriterion") },
            ...grid.criteria.map(({ criterion: code, name }) => ({ value: code, label: `${code} · ${name[locale]}` })),
          ]}
          onChange={(value) => setCriterion(textCriterion(value))}
        />
      </form>
    </Dialog>
  );
}

const textCriterion = (value: string): Annotation["criterion"] =>
  (["E1", "E2", "E3", "E4", "E5"] as const).find((code) => code === value) ?? null;
