import { lazy, Suspense, type ReactNode } from "react";
import { loadWords } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { myOpenActivity } from "#shared/protocol/journey.ts";
import { topicOf } from "#shared/protocol/live.ts";
import styles from "./open-activity.module.css";

// Few people leave an activity: the reminder and its words are not in the first load.
const OpenReminder = lazy(async () => {
  const [{ OpenReminder }] = await Promise.all([import("./open-reminder.tsx"), loadWords("day")]);
  return { default: OpenReminder };
});

/**
 * Whoever leaves the room while an activity is open, by Back or by a link, reads first that it goes on, with one way
 * back in. This page is heard meanwhile: being elsewhere is not a silence, and no rule gives that time back.
 */
export function OpenActivity({ accountId }: { readonly accountId: string }): ReactNode {
  const { data } = useRoute(myOpenActivity, {}, { topics: [topicOf.account(accountId)], pollMs: 5_000 });
  return data?.open ? (
    <div className={styles.outside}>
      <Suspense>
        <OpenReminder open={data.open} serverNow={data.serverNow} />
      </Suspense>
    </div>
  ) : null;
}
