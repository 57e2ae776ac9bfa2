import type { ReactNode } from "react";
import { myBroadcasts, readBroadcast } from "#shared/protocol/messages.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { useDates } from "#client/app/use-dates.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Button } from "#client/ui/index.ts";
import styles from "./help.module.css";

/** Messages to everybody, over any part of the day, until the person says that they have read them. The oldest first. */
export function NoticesForMe({ sittingId }: { readonly sittingId: string }): ReactNode {
  const t = useT();
  const dates = useDates();
  const params = { sittingId };
  const received = useRoute(myBroadcasts, { params }, { topics: [topicOf.sitting(sittingId)], pollMs: 10_000 });
  const read = useChange(readBroadcast, [myBroadcasts]);
  const waiting = (received.data?.broadcasts ?? []).filter(({ readAt }) => readAt === null);
  const oldest = waiting.at(-1);
  return (
    <div role="status" className={styles.notices}>
      {oldest && (
        <div className={styles.notice}>
          <p>
            <strong>{oldest.authorName}</strong> <span className="quiet small">{dates.time(oldest.createdAt)}</span>
          </p>
          <p>{oldest.text}</p>
          <div className="row-end">
            <Button
              isBusy={read.isPending}
              onClick={() => read.mutate({ params: { sittingId, broadcastId: oldest.broadcastId } })}
            >
              {t("exam.messageRead")}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
