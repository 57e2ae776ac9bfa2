import { useCallback, useState, type ReactNode } from "react";
import { callRecording } from "#shared/protocol/incidents.ts";
import { useT } from "#client/app/i18n.tsx";
import { call } from "#client/net/http.ts";
import { useFiles } from "#client/net/use-files.ts";
import { Button, Notice, Skeleton } from "#client/ui/index.ts";
import { SoundPlayer } from "./sound-player.tsx";

export interface CallRecordingProps {
  readonly incidentId: string;
  readonly statementId: string;
  /** When the call was noted, in words. */
  readonly at: string;
  readonly isMine: boolean;
}

/** The sound of a call. It is fetched when somebody asks for it, since an opening by the Office is in the record. */
export function CallRecording(props: CallRecordingProps): ReactNode {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <Opened {...props} />;
  return (
    <div className="row">
      <Button size="small" onClick={() => setOpen(true)}>
        {t("callsound.hear")}
      </Button>
      <span className="quiet small">{t(props.isMine ? "callsound.mineSame" : "callsound.noted")}</span>
    </div>
  );
}

function Opened({ incidentId, statementId, at }: CallRecordingProps): ReactNode {
  const t = useT();
  const load = useCallback(
    async (signal: AbortSignal) => {
      const got: unknown = await call(callRecording, { params: { incidentId, statementId } }, { signal });
      return [got instanceof Blob ? got : undefined];
    },
    [incidentId, statementId],
  );
  const { files, retry } = useFiles(load);
  if (files === "failed")
    return <Notice tone="attention" title={t("callsound.failed")} actions={<Button onClick={retry}>{t("common.retry")}</Button>} />;
  const src = files?.[0];
  return src === undefined ? <Skeleton label={t("common.loading")} /> : <SoundPlayer src={src} label={t("callsound.of", { at })} />;
}
