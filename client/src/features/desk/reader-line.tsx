import { useState, type ReactNode } from "react";
import { recordReader, sessionBoard, type BoardSitting } from "#shared/protocol/conduct.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, TextField } from "#client/ui/index.ts";
import type { Words } from "./board-words.ts";

/** Where a reader was granted for what is open now: who reads, and until when. */
export function ReaderLine({ sitting, words: { t } }: { readonly sitting: BoardSitting; readonly words: Words }): ReactNode {
  const [name, setName] = useState("");
  const record = useChange(recordReader, [sessionBoard, sittingRecord]);
  const { sittingId, granted, reader } = sitting;
  const activity = granted.readAloud.find((one) =>
    sitting.runs.some((run) => run.activity === one && (run.state === "OPEN" || run.state === "INTERRUPTED")),
  );
  const note = (readerName: string | null): void => {
    const about = readerName === null ? reader?.activity : activity;
    if (about) record.mutate({ params: { sittingId }, body: { activity: about, readerName } }, { onSuccess: () => setName("") });
  };
  if (reader)
    return (
      <div className="row">
        <span>{t("desk.readerNow", { name: reader.name })}</span>
        <Button size="small" isBusy={record.isPending} onClick={() => note(null)}>
          {t("desk.readerLeft")}
        </Button>
        <RefusalNotice error={record.error} />
      </div>
    );
  if (!activity) return null;
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        note(name);
      }}
    >
      <TextField label={t("desk.readerName")} required maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
      <Button type="submit" size="small" isBusy={record.isPending}>
        {t("desk.readerArrived")}
      </Button>
      <RefusalNotice error={record.error} />
    </form>
  );
}
