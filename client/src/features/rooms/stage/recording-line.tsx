import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Notice, StateTag } from "#client/ui/index.ts";
import type { MediaRoom } from "../media/use-media-room.ts";
import { WeakLines } from "./eased.tsx";
import styles from "./stage.module.css";

/** Whether one is recorded, as the media node says it at this moment: always in sight, for everybody in the room. */
export function RecordingLine({ room }: { readonly room: MediaRoom }): ReactNode {
  const t = useT();
  const { recording, entry } = room;
  const names = recording.missing.join(", ");
  return (
    <>
      <div className={styles.recording}>
        <div role="status" data-testid="recording" data-state={recording.state}>
          <StateTag shape={recording.state === "ON" ? "full" : "hollow"}>
            {recording.filmed.length > 0
              ? t("rooms.recording.FILMED", { names: recording.filmed.join(", ") })
              : t(`rooms.recording.${recording.state}`)}
          </StateTag>
        </div>
        <WeakLines room={room} />
      </div>
      {entry?.me.role === "ADVISER" && names !== "" && (
        <Notice tone="attention" title={t("rooms.recordingMissing", { names })}>
          {t("rooms.recordingMissingHelp")}
        </Notice>
      )}
    </>
  );
}
