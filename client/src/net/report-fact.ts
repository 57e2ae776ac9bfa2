import { reportObservation } from "#shared/protocol/integrity.ts";
import { call, CallError } from "./http.ts";
import { forgetFact, keepFact, keptFacts, type Fact, type KeptFact } from "./kept-facts.ts";
import { serverClock } from "./server-clock.ts";
import { wallClockMs } from "./wall-clock.ts";

/**
 * Tells the record one fact, once: until the server has heard it, by this page or by the next one, and never twice
 * whatever the network does, since a fact has a name of its own.
 */

const againMs = 5_000;
/** A page that has so much to tell has said enough. */
const mostWaiting = 50;

const waiting: KeptFact[] = [];
const takenUp = new Set<string>();
let isSending = false;

export function reportFact(sittingId: string, fact: Omit<Fact, "reportId" | "noticedAt">): void {
  takeUp(sittingId);
  if (waiting.length < mostWaiting) {
    const told = { sittingId, keptAt: wallClockMs(), body: { ...fact, ...noticedNow(), reportId: crypto.randomUUID() } };
    waiting.push(told);
    keepFact(told);
  }
  if (!isSending) void send();
}

/** In case it is told after the end only. A page that has never heard the server has no time to say. */
function noticedNow(): Pick<Fact, "noticedAt"> {
  const nowMs = serverClock.now();
  return nowMs === null ? {} : { noticedAt: new Date(nowMs).toISOString() };
}

/** What earlier pages of this sitting could not tell. */
export function reportKept(sittingId: string): void {
  takeUp(sittingId);
  if (!isSending) void send();
}

/** Once for each sitting that this page shows, before anything of its own. */
function takeUp(sittingId: string): void {
  if (takenUp.has(sittingId)) return;
  takenUp.add(sittingId);
  waiting.push(...keptFacts().filter((kept) => kept.sittingId === sittingId));
}

async function send(): Promise<void> {
  isSending = true;
  for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
    try {
      await call(reportObservation, { params: { sittingId: next.sittingId }, body: next.body }, { keepalive: true });
    } catch (error) {
      if (!isAnswered(error)) {
        await new Promise((resolve) => setTimeout(resolve, againMs));
        continue;
      }
      // A refusal is an answer: before the exam, and a day after it, there is nothing to note.
    }
    waiting.shift();
    forgetFact(next);
  }
  isSending = false;
}

/** A page whose exam browser is to be proven again is loaded anew, and tells it then. */
const again = new Set(["OFFLINE", "UNAVAILABLE", "BUSY", "SURPRISE", "TOO_MANY_REQUESTS", "EXAM_BROWSER_PROOF"]);
const isAnswered = (error: unknown): boolean => !(error instanceof CallError && again.has(error.code));
