import { reportObservation } from "#shared/protocol/integrity.ts";
import type { RouteArguments } from "#shared/protocol/define.ts";
import { call, CallError } from "./http.ts";

/** Tells the record one fact, once: until the server has heard it, and never twice whatever the network does. */

type Fact = RouteArguments<typeof reportObservation>["body"];

const againMs = 5_000;
/** A page that has so much to tell has said enough. */
const mostWaiting = 50;

const waiting: { readonly sittingId: string; readonly body: Fact }[] = [];
let isSending = false;

export function reportFact(sittingId: string, fact: Omit<Fact, "reportId">): void {
  if (waiting.length >= mostWaiting) return;
  waiting.push({ sittingId, body: { ...fact, reportId: crypto.randomUUID() } });
  if (!isSending) void send();
}

async function send(): Promise<void> {
  isSending = true;
  for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
    try {
      await call(reportObservation, { params: { sittingId: next.sittingId }, body: next.body }, { keepalive: true });
    } catch (error) {
      // A refusal is an answer: before and after the exam there is nothing to note.
      if (isAnswered(error)) waiting.shift();
      else await new Promise((resolve) => setTimeout(resolve, againMs));
      continue;
    }
    waiting.shift();
  }
  isSending = false;
}

const again = new Set(["OFFLINE", "UNAVAILABLE", "BUSY", "SURPRISE", "TOO_MANY_REQUESTS"]);
const isAnswered = (error: unknown): boolean => !(error instanceof CallError && again.has(error.code));
