import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { useHeartbeat } from "#client/features/exam-room/use-heartbeat.ts";
import { useServerNow } from "#client/features/exam-room/use-now.ts";
import { useRoute } from "#client/net/query.ts";
import { LinkButton, Notice } from "#client/ui/index.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { myOpenActivity } from "#shared/protocol/journey.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { activityKeys } from "./activity-keys.ts";
import styles from "./open-activity.module.css";

/**
 * Whoever leaves the room while an activity is open, by Back or by a link, reads first that it goes on, with one way
 * back in. This page is heard meanwhile: being elsewhere is not a silence, and no rule gives that time back.
 */
export function OpenActivity({ accountId }: { readonly accountId: string }): ReactNode {
  const { data } = useRoute(myOpenActivity, {}, { topics: [topicOf.account(accountId)], pollMs: 5_000 });
  return data?.open ? (
    <div className={styles.outside}>
      <Reminder open={data.open} serverNow={data.serverNow} />
    </div>
  ) : null;
}

function Reminder({
  open,
  serverNow,
}: {
  readonly open: NonNullable<RouteAnswer<typeof myOpenActivity>["open"]>;
  readonly serverNow: string;
}): ReactNode {
  const t = useT();
  // A clock that silence has stopped waits for the room itself.
  useHeartbeat(open.sittingId, "outside", nothingUnsent, true);
  const now = useServerNow() ?? Date.parse(serverNow);
  const activity = t(activityKeys[open.activity]);
  const back = (
    <LinkButton variant="primary" href={`/seance/${open.sittingId}`}>
      {t("practice.backIn")}
    </LinkButton>
  );
  if (open.endsAt === null)
    return (
      <Notice tone="attention" role="status" title={t("practice.openPaused", { activity })} actions={back}>
        {t("practice.openLeave")}
      </Notice>
    );
  const count = Math.max(0, Math.floor((Date.parse(open.endsAt) - now) / 60_000));
  return (
    <Notice tone="attention" role="status" title={t("practice.openNow", { activity })} actions={back}>
      {t("practice.openLeft", { count })}
    </Notice>
  );
}

// What is still on the device is counted by the page that saves it.
const nothingUnsent = (): number => 0;
