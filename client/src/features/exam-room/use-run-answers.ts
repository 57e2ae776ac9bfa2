import { useEffect, useState } from "react";
import { highlightsKey } from "#shared/domain/answers/answer-value.ts";
import { saveAnswers, takeLease } from "#shared/protocol/answers.ts";
import { call } from "#client/net/http.ts";
import { createIndexedDbStore } from "#client/net/outbox/indexed-db-store.ts";
import { forgetRoom } from "#client/net/outbox/kept-room.ts";
import { openOutbox, type Outbox } from "#client/net/outbox/outbox.ts";
import type { OutboxTransport, SaveStatus } from "#client/net/outbox/outbox-types.ts";
import { codeOf, settleEnded } from "#client/net/outbox/send-leftovers.ts";
import { claimPage, type PageClaim } from "#client/net/outbox/page-claim.ts";
import { serverClock } from "#client/net/server-clock.ts";
import type { RunView } from "#shared/protocol/sitting.ts";

/** The saved answers of one run, as the room uses them. */
export type RunAnswers =
  | { readonly state: "opening" }
  /** Another page took over before this one could open. */
  | { readonly state: "elsewhere" }
  | {
      readonly state: "refused";
      readonly code: string;
      /** Opens although the device cannot be read (`DEVICE_UNREADABLE`). */
      readonly openAnyway: () => void;
    }
  | {
      readonly state: "open";
      readonly outbox: Outbox;
      readonly status: SaveStatus;
      readonly run: RunView;
    };

const store = createIndexedDbStore();
const retryMs = 2_000;

const timers = {
  now: () => performance.now(),
  set: (run: () => void, ms: number) => setTimeout(run, ms),
  clear: (timer: unknown) => clearTimeout(typeof timer === "number" ? timer : undefined),
};

/** A frame, then a task: the letter is on the screen. A page that is not shown has no frames, so that time ends the wait too. */
const afterFrame = (): Promise<void> =>
  new Promise((resolve) => {
    const late = setTimeout(resolve, 50);
    requestAnimationFrame(() => {
      clearTimeout(late);
      setTimeout(resolve, 0);
    });
  });

function transportFor(runId: string): OutboxTransport {
  const timed = async <T extends { serverNow: string }>(request: () => Promise<T>): Promise<T> => {
    const sentAt = performance.now();
    const answer = await request();
    serverClock.observe(answer.serverNow, sentAt, performance.now());
    return answer;
  };
  return {
    lease: (clientId) => timed(() => call(takeLease, { params: { runId }, body: { clientId } })),
    save: (batch, { isLast }) =>
      timed(() =>
        call(
          saveAnswers,
          { params: { runId }, body: { ...batch, ops: batch.ops.map((op) => ({ ...op })) } },
          { keepalive: isLast },
        ),
      ),
  };
}

/** One page load, one client: two tabs of the same person are two. */
const newClientId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** What pages of this window that are gone still send. */
let closing: Promise<unknown> = Promise.resolve();

/**
 * Looks after what pages have left of runs that have ended, once the last of them has sent what it could. Answers
 * whether something is to be tried again.
 */
export async function lookAfterEnded(runIds: readonly string[]): Promise<boolean> {
  await closing;
  return settleEnded(runIds, { store, transportFor, forgetRoom });
}

/**
 * Takes the run over for this page, and saves until the page goes away. `attempt` changes to take it over again. A room
 * whose field shows the text by itself draws again only when what is said about saving changes, or what is highlighted:
 * typing costs nothing.
 */
export function useRunAnswers(runId: string, attempt: number, isFieldShowing = false): RunAnswers {
  const [, redraw] = useState(0);
  const [opened, setOpened] = useState<Opened | undefined>();

  // The lease lives as long as the room is on the page.
  useEffect(() => {
    let isGone = false;
    let outbox: Outbox | undefined;
    let claim: PageClaim | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let said: readonly unknown[] = [];
    let isToBeDrawn = false;
    let isWithoutKept = false;
    const clientId = newClientId();
    // The room says «saving» once the letter that is to be saved is on the screen.
    const drawSoon = async (): Promise<void> => {
      if (isToBeDrawn) return;
      isToBeDrawn = true;
      await afterFrame();
      isToBeDrawn = false;
      if (!isGone) redraw((version) => version + 1);
    };
    const onChange = (): void => {
      if (isGone) return;
      const status = outbox?.status();
      const facts = [status?.kind, status?.at, outbox?.unsent(), outbox?.run(), outbox?.get(highlightsKey)];
      const isSame = facts.length === said.length && facts.every((fact, index) => fact === said[index]);
      said = facts;
      if (!isFieldShowing) redraw((version) => version + 1);
      else if (!isSame) void drawSoon();
    };
    const yieldTo = async (): Promise<void> => {
      if (outbox) return outbox.yieldTo();
      // The person goes on in the other page: this one no longer tries to open.
      isGone = true;
      clearTimeout(retry);
      setOpened("elsewhere");
    };
    const takeOver = async (): Promise<void> => {
      claim ??= await claimPage(`run-${runId}`, yieldTo);
      if (!isGone) return;
      claim.release();
      throw new Error("The page is gone.");
    };
    const open = async (): Promise<void> => {
      retry = undefined;
      try {
        const setup = { runId, clientId, store, transport: transportFor(runId), timers, claim: takeOver, onChange, afterFrame };
        const made = await openOutbox({ ...setup, isWithoutKept });
        if (isGone) return void made.close();
        outbox = made;
        setOpened({ outbox: made });
      } catch (error) {
        if (isGone) return;
        const openAnyway = (): void => {
          isWithoutKept = true;
          // An attempt that is under way is followed by another one.
          if (retry === undefined) return;
          clearTimeout(retry);
          void open();
        };
        setOpened({ code: codeOf(error), openAnyway });
        // The activity may be about to open, the network to return, or the device to answer.
        retry = setTimeout(() => void open(), retryMs);
      }
    };
    void open();
    const leave = (): void => void outbox?.flush({ isLast: true });
    const hide = (): void => void (document.visibilityState === "hidden" && leave());
    const blur = (): void => void outbox?.flush();
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", hide);
    window.addEventListener("blur", blur);
    window.addEventListener("online", blur);
    return () => {
      isGone = true;
      clearTimeout(retry);
      window.removeEventListener("pagehide", leave);
      document.removeEventListener("visibilitychange", hide);
      window.removeEventListener("blur", blur);
      window.removeEventListener("online", blur);
      const closed = outbox?.close().finally(() => claim?.release());
      if (!outbox) claim?.release();
      closing = Promise.allSettled([closing, closed]);
      setOpened(undefined);
    };
  }, [runId, attempt, isFieldShowing]);

  return describe(opened);
}

type Opened = "elsewhere" | { readonly outbox: Outbox } | { readonly code: string; readonly openAnyway: () => void };

function describe(opened: Opened | undefined): RunAnswers {
  if (!opened) return { state: "opening" };
  if (opened === "elsewhere") return { state: "elsewhere" };
  if ("code" in opened) return { state: "refused", ...opened };
  const { outbox } = opened;
  return { state: "open", outbox, status: outbox.status(), run: outbox.run() };
}
