import { useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import type { OutboxEntry } from "#client/net/outbox/outbox-types.ts";
import { Button, Notice } from "#client/ui/index.ts";
import { downloadRescue, type RescueRoom } from "./kept-on-device.ts";

const reasons = { AWAY: "room.rescueText", ELSEWHERE: "room.rescueElsewhere", FAILED: "room.rescueFailedSave" } as const;
const outcomes = { done: "room.rescueDone", nothing: "room.rescueNothing", failed: "room.rescueFailed" } as const;

/** A copy of what waits on this device, sealed for the team: for when there is no way back. */
export function RescueOffer({
  rooms,
  ofPage,
  reason = "AWAY",
}: {
  readonly rooms: readonly RescueRoom[];
  /** What the page itself has, whether or not the device could write it down. */
  readonly ofPage?: () => readonly OutboxEntry[];
  /**
   * The server does not answer; or it does, and another machine has taken over (`ELSEWHERE`), or what was typed cannot be
   * saved (`FAILED`): it can leave no other way.
   */
  readonly reason?: keyof typeof reasons;
}): ReactNode {
  const t = useT();
  const [outcome, setOutcome] = useState<keyof typeof outcomes | undefined>();
  const usable = rooms.filter(({ rescueKey }) => rescueKey !== "");
  const download = (): void =>
    void downloadRescue(usable, ofPage?.()).then(
      (files) => setOutcome(files > 0 ? "done" : "nothing"),
      () => setOutcome("failed"),
    );
  if (usable.length === 0) return null;
  return (
    <Notice
      role="note"
      title={t("room.rescueTitle")}
      actions={<Button onClick={download}>{t("room.rescueDownload")}</Button>}
    >
      <p>{t(reasons[reason])}</p>
      <p role="status">{outcome && t(outcomes[outcome])}</p>
    </Notice>
  );
}
