import { useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import type { KeptRoom } from "#client/net/outbox/kept-room.ts";
import { Button, Notice } from "#client/ui/index.ts";
import { downloadRescue } from "./kept-on-device.ts";

const outcomes = { done: "room.rescueDone", nothing: "room.rescueNothing", failed: "room.rescueFailed" } as const;

/** A copy of what waits on this device, sealed for the team: for when there is no way back. */
export function RescueOffer({
  rooms,
  isElsewhere = false,
}: {
  readonly rooms: readonly KeptRoom[];
  /** The server answers, but another machine has taken over: what waits here can leave no other way. */
  readonly isElsewhere?: boolean;
}): ReactNode {
  const t = useT();
  const [outcome, setOutcome] = useState<keyof typeof outcomes | undefined>();
  const usable = rooms.filter(({ rescueKey }) => rescueKey !== "");
  const download = (): void =>
    void downloadRescue(usable).then(
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
      <p>{t(isElsewhere ? "room.rescueElsewhere" : "room.rescueText")}</p>
      <p role="status">{outcome && t(outcomes[outcome])}</p>
    </Notice>
  );
}
