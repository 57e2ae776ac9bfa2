import { useEffect, useState } from "react";
import { keepRoom } from "#client/net/outbox/kept-room.ts";
import type { RoomPolicyView } from "#shared/protocol/exam-content.ts";
import { useQueryClient } from "@tanstack/react-query";
import { mySitting, submitRun } from "#shared/protocol/sitting.ts";
import { call, CallError } from "#client/net/http.ts";
import { reportFact } from "#client/net/report-fact.ts";
import { useUnloadWarning } from "#client/net/use-unload-warning.ts";
import type { Refusal } from "./editor/judge-input.ts";
import type { RoomProps } from "./exam-frame.tsx";
import { useIsPast } from "./use-now.ts";
import { useRunAnswers, type RunAnswers } from "./use-run-answers.ts";

export interface Room {
  readonly answers: RunAnswers;
  readonly isTimeUp: boolean;
  readonly takeOver: () => void;
  readonly report: (refusal: Refusal) => void;
  /** Everything saved, then handed in. A code when it was not possible now. */
  readonly handIn: () => Promise<string | undefined>;
}

/** What reading and writing share: the answers, the end of time, handing in. */
export function useRoom({ sittingId, run, onUnsent }: RoomProps, isFieldShowing = false): Room {
  const [attempt, setAttempt] = useState(0);
  const answers = useRunAnswers(run.runId, attempt, isFieldShowing);
  const queries = useQueryClient();
  const isTimeUp = useIsPast(run.endsAt);
  const outbox = answers.state === "open" ? answers.outbox : undefined;
  const heldUp = outbox?.heldUp() ?? 0;

  // The heartbeat says how much is held up on the device.
  useEffect(() => onUnsent(heldUp), [heldUp, onUnsent]);
  // What neither the server nor the device has is gone with the page.
  useUnloadWarning(() => outbox?.status().kind === "failed" && outbox.unsent() > 0);

  // The last words leave as soon as time is up, not after the usual second.
  useEffect(() => {
    if (isTimeUp) void outbox?.flush();
  }, [isTimeUp, outbox]);

  // A saved answer may bring news of the clock before the next heartbeat does.
  const savedRun = answers.state === "open" ? answers.run : undefined;
  useEffect(() => {
    if (savedRun && savedRun.state !== "OPEN") void queries.invalidateQueries({ queryKey: [mySitting.name] });
  }, [savedRun, queries]);

  return {
    answers,
    isTimeUp,
    takeOver: () => setAttempt((count) => count + 1),
    report: ({ kind, characters }) => reportFact(sittingId, { kind, details: { activity: run.activity, characters } }),
    handIn: async () => {
      if (!outbox || !(await outbox.settle())) return "UNSENT_ANSWERS";
      try {
        await call(submitRun, { params: { runId: run.runId }, body: outbox.claim() });
        await queries.invalidateQueries({ queryKey: [mySitting.name] });
        return undefined;
      } catch (error) {
        return error instanceof CallError ? error.code : "SURPRISE";
      }
    },
  };
}

/** What a screen without a server will need, kept on the device while the room is open. */
export function useKeptRoom(sittingId: string, runId: string, { rescueKey, rescueAfterMinutes }: RoomPolicyView): void {
  // Written again when the policy arrives.
  useEffect(() => {
    if (rescueKey !== "") void keepRoom({ runId, sittingId, rescueKey, rescueAfterMinutes });
  }, [sittingId, runId, rescueKey, rescueAfterMinutes]);
}
