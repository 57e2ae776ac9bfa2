import { useEffect, useRef, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { sleepMs } from "#shared/domain/integrity/away.ts";
import { heartbeat, mySitting, type CandidateSittingView } from "#shared/protocol/sitting.ts";
import { heartbeatSeconds, interruptionSeconds, outageThresholdSeconds } from "#shared/domain/sitting/time-ledger.ts";
import { call } from "#client/net/http.ts";
import { serverClock } from "#client/net/server-clock.ts";
import { startTicks } from "#client/net/ticks.ts";
import { wallClockMs } from "#client/net/wall-clock.ts";

/** How the page hears the server. `lost` after the silence that also stops the clock there. */
export type Contact = "heard" | "unstable" | "lost";

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
    let heardAt = performance.now();
    let isAsking = false;
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
    const judge = (): void => {
      const silence = (performance.now() - heardAt) / 1000;
      setContact(silence > interruptionSeconds ? "lost" : silence > outageThresholdSeconds ? "unstable" : "heard");
    };
    const beat = async (): Promise<void> => {
      if (isAsking) return judge();
      isAsking = true;
      const sentAt = performance.now();
      try {
        const { page: shown, unsent: waiting, isFrozen: waits } = latest.current;
        const slept = sleptSeconds === undefined ? {} : { sleptSeconds };
        const body = { page: shown, battery: await batteryLevel(), unsent: waiting(), isFrozen: waits, ...slept };
        const answer = await call(
          heartbeat,
          { params: { sittingId }, body },
          { signal: AbortSignal.timeout(heartbeatSeconds * 1000) },
        );
        if (isGone) return;
        if (slept.sleptSeconds === sleptSeconds) sleptSeconds = undefined;
        heardAt = performance.now();
        serverClock.observe(answer.serverNow, sentAt, heardAt);
        queries.setQueryData<CandidateSittingView>(
          [mySitting.name, { params: { sittingId } }],
          (known) => known && { ...known, runs: answer.runs, serverNow: answer.serverNow },
        );
      } catch {
        // The next beat asks again; what matters is how long nothing has been heard.
      } finally {
        isAsking = false;
        if (!isGone) judge();
      }
    };
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
}

/** Only some browsers say it. */
async function batteryLevel(): Promise<number | null> {
  if (!("getBattery" in navigator) || typeof navigator.getBattery !== "function") return null;
  const battery: BatteryLike | null = await navigator.getBattery().catch(() => null);
  return battery ? Math.round(battery.level * 100) : null;
}
