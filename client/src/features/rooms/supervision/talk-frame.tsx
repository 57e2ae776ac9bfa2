import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { MicrophoneIcon } from "#client/ui/index.ts";
import { RemoteSounds } from "../stage/remote-sounds.tsx";
import type { OwnSupervision } from "./use-own-supervision.ts";
import styles from "./supervision.module.css";

/**
 * An adviser speaks to this person alone: said at once, above everything, by its name, and heard without any press. The
 * page gives way, so that nothing of it is covered; it stays the same page when somebody begins or ends to speak.
 */
export function TalkFrame({
  supervision,
  children,
}: {
  /** Undefined while nobody supervises. */
  readonly supervision: OwnSupervision | undefined;
  readonly children: ReactNode;
}): ReactNode {
  const t = useT();
  const partner = supervision?.room.partner;
  return (
    <div className={partner && styles.underTalk} data-talk={partner ? "" : undefined}>
      <div role="alert">
        {partner && (
          <div className={styles.talk} data-testid="private-talk">
            <MicrophoneIcon />
            <strong>{t("watch.talk", { name: partner.name })}</strong>
            <span>{t("watch.talkText")}</span>
          </div>
        )}
      </div>
      {children}
      {supervision && <RemoteSounds mates={supervision.room.mates} onPlaying={supervision.room.setPlaying} />}
    </div>
  );
}
