import { useEffect, useRef, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { sleepMs } from "#shared/domain/integrity/away.ts";
import { heartbeat, mySitting, type CandidateSittingView } from "#shared/protocol/sitting.ts";
import { heartbeatSeconds } from "#shared/domain/sitting/time-ledger.ts";
import { call } from "#client/net/http.ts";
import { serverClock } from "#client/net/server-clock.ts";
import { startTicks } from "#client/net/ticks.ts";
import { wallClockMs } from "#client/net/wall-clock.ts";
import { createPulse, type Contact } from "./pulse.ts";

/** Tells the server every five seconds that this page is alive; what the answer says goes into the query cache. */
export function useHeartbeat(sittingId: string, page: string, unsent: () => number, isFrozen: boolean): Contact {
  const queries = useQueryClient();
  const [contact, setContact] = useState<Contact>("heard");
  const latest = useRef({ page, unsent, isFrozen });
  // The beat reads what the page shows at that moment.
  useEffect(() => {
    latest.current = { page, unsent, isFrozen };
  });

  // Beats as long as the day page is open, whatever it shows.
  useEffect(() => {
    let isGone = false;
    let lastTickAt = wallClockMs();
    let sleptSeconds: number | undefined;
    // The wall's clock goes on while the device sleeps, and no timer of it does.
    const noteSleep = (): void => {
      const missingMs = wallClockMs() - lastTickAt - heartbeatSeconds * 1000;
      // It may wake for a moment and sleep on.
      if (missingMs >= sleepMs) sleptSeconds = (sleptSeconds ?? 0) + Math.round(missingMs / 1000);
      lastTickAt = wallClockMs();
    };
    const judge = (): void => setContact(pulse.contact());
    const send = async (isUnanswered: boolean): Promise<void> => {
      const sentAt = performance.now();
      const { page: shown, unsent: waiting, isFrozen: waits } = latest.current;
      const slept = sleptSeconds === undefined ? {} : { sleptSeconds };
      const body = { page: shown, battery: await batteryLevel(), unsent: waiting(), isFrozen: waits, isUnanswered, ...slept };
      const answer = await call(heartbeat, { params: { sittingId }, body });
      if (isGone) return;
      // A beat that the server counts as silence does not end it: the next one says what it was.
      if (!isUnanswered && slept.sleptSeconds === sleptSeconds) sleptSeconds = undefined;
      serverClock.observe(answer.serverNow, sentAt, performance.now());
      // Beats overtake each other: an answer that comes after a newer one says nothing any more.
      queries.setQueryData<CandidateSittingView>([mySitting.name, { params: { sittingId } }], (known) =>
        known && known.serverNow <= answer.serverNow ? { ...known, runs: answer.runs, serverNow: answer.serverNow } : known,
      );
    };
    const pulse = createPulse({ now: () => performance.now(), heardAt: () => serverClock.heardAt(), send });
    const beat = (): Promise<void> => pulse.beat().finally(() => !isGone && judge());
    void beat();
    const stop = startTicks(heartbeatSeconds * 1000, () => {
      noteSleep();
      void beat();
    });
    const judging = setInterval(judge, 1_000);
    return () => {
      isGone = true;
      clearInterval(judging);
      stop();
    };
  }, [sittingId, queries]);

  return contact;
}

interface BatteryLike {
  readonly level: number;
  readonly charging: boolean;
}

/** In hundredths. Only some browsers say it; of a device that is plugged in, none is told: it will not go out. */
async function batteryLevel(): Promise<number | null> {
  if (!("getBattery" in navigator) || typeof navigator.getBattery !== "function") return null;
  const battery: BatteryLike | null = await navigator.getBattery().catch(() => null);
  return battery && !battery.charging ? Math.round(battery.level * 100) : null;
}
