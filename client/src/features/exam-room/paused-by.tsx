import type { ReactNode } from "react";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import { useRoute } from "#client/net/query.ts";

/** Who stopped the clock, when and why, as the record has it; nothing while that cannot be fetched. */
export function PausedBy({
  sittingId,
  stoppedAt,
  timeZone,
}: {
  readonly sittingId: string;
  readonly stoppedAt: string | null;
  readonly timeZone: string;
}): ReactNode {
  const t = useT();
  const dates = useDates(timeZone);
  const observations = useRoute(sittingRecord, { params: { sittingId } }).data?.observations ?? [];
  // What the cache holds may be of an earlier pause.
  const { authorName: name, at, text: reason } =
    observations.findLast((one) => one.kind === "PAUSED" && stoppedAt !== null && Date.parse(one.at) >= Date.parse(stoppedAt)) ?? {};
  return name && at && reason && <p>{t("exam.pausedBy", { name, time: dates.time(at), reason })}</p>;
}
