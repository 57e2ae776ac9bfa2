import { useEffect, useState, type ReactNode } from "react";
import { RescueOffer } from "./rescue-offer.tsx";
import styles from "./exam-room.module.css";
import { useKept } from "./kept-on-device.ts";
import { useServerNow } from "./use-now.ts";

const lookMs = 5_000;
const minuteMs = 60_000;

/** In the room itself, once the server has been away for long, or the time is up and something still waits here. */
export function RescueWhenLate({
  sittingId,
  endsAt,
}: {
  readonly sittingId: string;
  readonly endsAt: string | null;
}): ReactNode {
  const kept = useKept(sittingId);
  const now = useServerNow();
  const isTimeUp = endsAt !== null && now !== null && now >= Date.parse(endsAt);
  const [minutes, setMinutes] = useState(0);
  // Counted from the moment when the contact was lost: that is when this is first shown.
  useEffect(() => {
    const lostAt = performance.now();
    const timer = setInterval(() => setMinutes(Math.floor((performance.now() - lostAt) / minuteMs)), lookMs);
    return () => clearInterval(timer);
  }, []);
  if (kept.state !== "known" || kept.unsent === 0) return null;
  const rooms = kept.rooms.filter(({ rescueAfterMinutes }) => isTimeUp || minutes >= rescueAfterMinutes);
  return rooms.length === 0 ? null : (
    <div className={styles.banner}>
      <RescueOffer rooms={rooms} />
    </div>
  );
}
