import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { useHeartbeat } from "#client/features/exam-room/use-heartbeat.ts";
import { useServerNow } from "#client/features/exam-room/use-now.ts";
import { LinkButton, Notice } from "#client/ui/index.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import type { myOpenActivity } from "#shared/protocol/journey.ts";
import { minutesLeft } from "#shared/domain/sitting/time-left.ts";
import { activityKeys } from "./activity-keys.ts";

/** What is open, how long it still runs, and the one way back in. */
export function OpenReminder({
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
  const count = minutesLeft(Date.parse(open.endsAt) - now);
  return (
    <Notice tone="attention" role="status" title={t("practice.openNow", { activity })} actions={back}>
      {/* The minutes go by without being said each time. */}
      <span aria-live="off">{t("practice.openLeft", { count })}</span>
    </Notice>
  );
}

// What is still on the device is counted by the page that saves it.
const nothingUnsent = (): number => 0;
