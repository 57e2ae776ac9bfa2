import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { MicrophoneIcon } from "#client/ui/index.ts";
import { RemoteSounds } from "../stage/remote-sounds.tsx";
import type { OwnSupervision } from "./use-own-supervision.ts";
import styles from "./supervision.module.css";

/** An adviser speaks to this person alone: said at once, over everything, by its name, and heard without any press. */
export function TalkBanner({ supervision: { room } }: { readonly supervision: OwnSupervision }): ReactNode {
  const t = useT();
  return (
    <>
      <RemoteSounds mates={room.mates} onPlaying={room.setPlaying} />
      <div role="alert">
        {room.partner && (
          <div className={styles.talk} data-testid="private-talk">
            <MicrophoneIcon />
            <strong>{t("watch.talk", { name: room.partner.name })}</strong>
            <span>{t("watch.talkText")}</span>
          </div>
        )}
      </div>
    </>
  );
}
