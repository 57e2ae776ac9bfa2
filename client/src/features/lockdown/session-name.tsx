import type { ReactNode } from "react";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import type { sessionRules } from "#shared/protocol/lockdown.ts";
import { useT } from "#client/app/i18n.tsx";
import { useSessionDates } from "#client/app/use-dates.ts";

type SessionHead = Pick<RouteAnswer<typeof sessionRules>, "bodyName" | "deliveryMode" | "startsAt" | "timeZone">;

/** A session as people speak of it: when, for whom, where. */
export function SessionName({ session }: { readonly session: SessionHead }): ReactNode {
  const t = useT();
  const dates = useSessionDates(session.timeZone);
  const mode = t(session.deliveryMode === "ONLINE" ? "common.modeOnline" : "common.modeInPerson");
  return `${dates.dateTime(session.startsAt)} · ${session.bodyName} · ${mode}`;
}
