import type { ReactNode } from "react";
import type { Outbox } from "#client/net/outbox/outbox.ts";
import { RescueOffer } from "./rescue-offer.tsx";
import { useRoomPolicy } from "./room-policy.ts";

/** What this page has and the server has not, as a file; nothing where there is nothing. */
export function RescueOfPage({
  sittingId,
  runId,
  outbox,
}: {
  readonly sittingId: string;
  readonly runId: string;
  readonly outbox: Outbox;
}): ReactNode {
  const { rescueKey } = useRoomPolicy(sittingId);
  if (outbox.waiting().length === 0) return null;
  return <RescueOffer rooms={[{ sittingId, runId, rescueKey }]} ofPage={() => outbox.waiting()} reason="FAILED" />;
}
