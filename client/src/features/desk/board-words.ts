import { connectionClass } from "#shared/domain/conduct/attention.ts";
import { formatDuration, formatTimeWithSeconds } from "#shared/i18n/dates.ts";
import type { Locale } from "#shared/i18n/locale.ts";
import type { BoardSitting } from "#shared/protocol/conduct.ts";
import type { BroadcastView } from "#shared/protocol/messages.ts";
import type { RunView } from "#shared/protocol/sitting.ts";
import { minutesLeft } from "#shared/domain/sitting/time-left.ts";
import type { T } from "#client/app/i18n.tsx";
import type { StateShape, Tone } from "#client/ui/index.ts";

/** What a tile and the panel say about somebody: short, the same in both places. */

export const levelLooks: Readonly<Record<BoardSitting["level"], { shape: StateShape; tone: Tone }>> = {
  LOOK: { shape: "triangle", tone: "attention" },
  WATCH: { shape: "half", tone: "info" },
  CALM: { shape: "full", tone: "success" },
  ENDED: { shape: "square", tone: "neutral" },
};

/** Somebody who is not here yet: nothing to say about them. */
export const expectedLook: { shape: StateShape; tone: Tone } = { shape: "hollow", tone: "neutral" };

/** What is missing of somebody who reads or writes: the page itself, the camera, the screen, or any sound of an open microphone. */
export type Lack = "away" | "no.camera" | "no.screen" | "no.sound";

/** A doubt, or a gap, waits for somebody who compares face and document. */
export const isIdentityAsked = ({ reasons }: Pick<BoardSitting, "reasons">): boolean =>
  reasons.includes("IDENTITY_DOUBT") || reasons.includes("RECHECK_NEEDED");

/** Only whoever reads or writes is seen (SUP-1): nothing is missing of the others. */
export const isWatched = ({ state, runs }: Pick<BoardSitting, "state" | "runs">): boolean =>
  (state === "IN_PROGRESS" || state === "INTERRUPTED") &&
  runs.some(
    (run) =>
      (run.activity === "READING" || run.activity === "WRITING") && (run.state === "OPEN" || run.state === "INTERRUPTED"),
  );

export interface Words {
  readonly t: T;
  readonly locale: Locale;
  readonly timeZone: string;
  readonly nowMs: number;
}

/** The same minute as on the person's own clock. */
export const wholeMinutes = (locale: Locale, leftMs: number): string => formatDuration(locale, minutesLeft(leftMs) * 60_000);

type ClockOfRun = Pick<RunView, "state" | "endsAt" | "stopCause" | "startedAt" | "stoppedAt" | "baseSeconds" | "ledger">;

export function clockWords({ t, locale, nowMs }: Words, run: ClockOfRun): string {
  if (run.state === "INTERRUPTED") {
    const stopped = t(run.stopCause === "BREAK" ? "desk.onBreak" : "desk.clockStopped");
    const leftMs = leftWhenStopped(run);
    return leftMs === null
      ? stopped
      : `${stopped} · ${t("desk.timeLeft", { duration: wholeMinutes(locale, leftMs) })}`;
  }
  if (run.state !== "OPEN" || run.endsAt === null) return t(`desk.run.${run.state}`);
  const leftMs = Date.parse(run.endsAt) - nowMs;
  return leftMs > 0
    ? t("desk.timeLeft", { duration: leftMs < 60_000 ? formatDuration(locale, leftMs, "second") : wholeMinutes(locale, leftMs) })
    : t("desk.timeOver");
}

/** What the longest of these clocks shows once so much is given back, null where none of them has a clock now. */
export function longestLeftMs(sittings: readonly { readonly runs: readonly ClockOfRun[] }[], givenMs: number, nowMs: number): number | null {
  const left = sittings.flatMap(({ runs }) =>
    runs.flatMap((run) => {
      if (run.state === "INTERRUPTED") return leftWhenStopped(run) ?? [];
      return run.state === "OPEN" && run.endsAt !== null ? Math.max(0, Date.parse(run.endsAt) - nowMs) : [];
    }),
  );
  return left.length === 0 ? null : Math.max(...left) + givenMs;
}

/** What was left when the clock stopped: the sum of the ledger less what had passed. */
function leftWhenStopped({ startedAt, stoppedAt, baseSeconds, ledger }: ClockOfRun): number | null {
  if (startedAt === null || stoppedAt === null) return null;
  const given = baseSeconds + ledger.reduce((sum, { seconds }) => sum + seconds, 0);
  return Math.max(0, given * 1000 - (Date.parse(stoppedAt) - Date.parse(startedAt)));
}

/** Where somebody is: the activity whose clock they have, else the one that comes, else how their day ended. */
export function activityWords(words: Words, { state, runs }: Pick<BoardSitting, "state" | "runs">): string {
  const { t } = words;
  const run = runs.find((one) => one.state === "OPEN" || one.state === "INTERRUPTED");
  if (run) return `${t(`record.activity.${run.activity}`)} · ${clockWords(words, run)}`;
  const next = runs.find((one) => one.state === "PENDING");
  if (state !== "IN_PROGRESS" || !next) return t(`desk.state.${state}`);
  return t("desk.waitsFor", { activity: t(`record.activity.${next.activity}`) });
}

/** How the page is heard. The page counts on between two answers, so that silence is seen as it grows. */
export function connectionWords(
  { t, locale, timeZone, nowMs }: Words,
  sitting: Pick<BoardSitting, "writingTool" | "lastSeenAt">,
): string {
  if (sitting.writingTool === "HANDWRITTEN") return t("desk.byHand");
  if (sitting.lastSeenAt === null) return t("desk.neverHeard");
  const seenMs = Date.parse(sitting.lastSeenAt);
  if (connectionClass(seenMs, nowMs) === "OK")
    return t("desk.heard", { time: formatTimeWithSeconds(seenMs, timeZone) });
  return t("desk.silent", { duration: formatDuration(locale, nowMs - seenMs, "second") });
}

/** How the telephone of whoever has paired one stands; a plain fact. */
export const sideWords = ({ t }: Words, { sideCamera }: Pick<BoardSitting, "sideCamera">): string =>
  sideCamera === "NONE" ? "" : ` · ${t(`sidecamera.line.${sideCamera}`)}`;

export function savedWords({ t, timeZone }: Words, sitting: Pick<BoardSitting, "unsent" | "lastSavedAt">): string {
  if (sitting.unsent > 0) return t("desk.onDevice", { count: sitting.unsent });
  if (sitting.lastSavedAt === null) return t("desk.nothingSaved");
  return t("desk.savedAt", { time: formatTimeWithSeconds(sitting.lastSavedAt, timeZone) });
}

/** How many messages are in view although everybody has read them. */
const newest = 2;

/** The newest messages, and each older one that somebody who is here has still to read: no later one hides them. */
export function broadcastsInView<One extends Pick<BroadcastView, "receipts">>(
  broadcasts: readonly One[],
  sittings: readonly Pick<BoardSitting, "sittingId" | "level">[],
): One[] {
  const here = new Set(sittings.filter(({ level }) => level !== "ENDED").map(({ sittingId }) => sittingId));
  return broadcasts.filter(
    ({ receipts }, index) => index < newest || receipts.some(({ sittingId, readAt }) => readAt === null && here.has(sittingId)),
  );
}
