import type { ReactNode } from "react";
import type { OfferedSession } from "#shared/protocol/scheduling.ts";
import { useT } from "#client/app/i18n.tsx";
import { EmptyState, RadioGroup } from "#client/ui/index.ts";
import { SessionTime } from "./session-time.tsx";

/** Days and hours at both places, seats left; a full session is said to be full. */
export function SessionList({
  sessions,
  ownZone,
  chosen,
  onChoose,
}: {
  readonly sessions: readonly OfferedSession[];
  readonly ownZone: string;
  readonly chosen: string | undefined;
  readonly onChoose: (sessionId: string) => void;
}): ReactNode {
  const t = useT();
  if (sessions.length === 0) return <EmptyState title={t("scheduling.none")}>{t("scheduling.noneText")}</EmptyState>;
  const hintOf = ({ deliveryMode, place, freeSeats, isBooked }: OfferedSession): string =>
    [
      ...(deliveryMode === "IN_PERSON" ? [place] : []),
      isBooked ? t("scheduling.yourSeat") : t("scheduling.seatsLeft", { count: freeSeats }),
    ].join(" · ");
  return (
    <RadioGroup
      legend={t("scheduling.sessions")}
      look="cards"
      value={chosen}
      onChange={onChoose}
      options={sessions.map((session) => ({
        value: session.sessionId,
        label: <SessionTime at={session.startsAt} timeZone={session.timeZone} ownZone={ownZone} />,
        hint: hintOf(session),
        // One's own session stays open in person: the tool can change without the day.
        isDisabled: session.freeSeats === 0 && !session.isBooked,
      }))}
    />
  );
}
