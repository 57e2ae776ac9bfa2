import { useEffect, useRef, type ReactNode } from "react";
import { roomCaptions } from "#shared/protocol/captions.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import styles from "./captions.module.css";

// A hint brings each line at once; where hints do not come, nobody waits longer than this.
const pollMs = 3_000;

/** What is said, in writing: the newest line at the bottom and in sight, the earlier ones above it. */
export function Captions({ roomId, sittingId }: { readonly roomId: string; readonly sittingId: string }): ReactNode {
  const t = useT();
  const query = useRoute(roomCaptions, { params: { roomId } }, { topics: [topicOf.sitting(sittingId)], pollMs });
  const captions = query.data?.captions ?? [];
  const list = useRef<HTMLOListElement>(null);
  const count = captions.length;
  // The newest line is the one that is read.
  useEffect(() => {
    if (list.current && count > 0) list.current.scrollTop = list.current.scrollHeight;
  }, [count]);
  return (
    <section aria-label={t("rooms.captions")}>
      <ol
        ref={list}
        className={styles.captions}
        role="log"
        aria-live="polite"
        // Scrolled back by the keyboard too.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={t("rooms.captions")}
      >
        {captions.length === 0 && <li>{t("rooms.captionsWait")}</li>}
        {captions.map(({ captionId, speaker, text }) => (
          <li key={captionId}>
            {speaker !== "" && <strong>{t("rooms.captionSpeaker", { name: speaker })} </strong>}
            {text}
          </li>
        ))}
      </ol>
    </section>
  );
}
