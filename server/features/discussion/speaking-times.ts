import { discussionFrame } from "#shared/domain/discussion/frame.ts";
import { floorShare, giniOf, speakingHints, speakingTimes as timesOf } from "#shared/domain/discussion/speaking-time.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { speakingTimes as contract } from "#shared/protocol/floor.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { hasMedia, roomOfAdviser, speechOf } from "../rooms/queries.ts";
import { absencesIn } from "./absences.ts";
import { timesOffered } from "./queries.ts";

const seconds = (ms: number): number => Math.round(ms / 100) / 10;

/** From the intervals that the media node measured; advisers only, and nothing of it reaches a mark. */
export const speakingTimes: RouteHandler<typeof contract> = async (deps, actor, { params: { roomId } }) => {
  const room = await roomOfAdviser(deps.db, actor.accountId, roomId);
  if (room?.kind !== "DISCUSSION") return err("NOT_FOUND");
  const now = deps.clock.now();
  const frame = discussionFrame.parse(room.frame);
  const sittings = await deps.db.sitting.findMany({
    where: { id: { in: frame.participants } },
    select: { id: true, accountId: true },
    orderBy: { id: "asc" },
  });
  const sittingOf = new Map(sittings.map(({ id, accountId }) => [accountId, id]));
  const speech = await speechOf(deps.db, roomId, frame.startedAt ? new Date(frame.startedAt) : undefined);
  const times = timesOf(speech, sittings.map(({ accountId }) => accountId));
  const offered = await timesOffered(deps.db, roomId);
  const isFree = room.state !== "CLOSED" && frame.part === "FREE";
  const absent = isFree && hasMedia(room.session) ? await absencesIn(deps.db, { roomId, openedAt: room.openedAt, frame }, now) : new Map();
  const hints = isFree && hasMedia(room.session)
    ? speakingHints(times, {
        freeSinceMs: Date.parse(frame.partSince),
        nowMs: now.getTime(),
        absent: new Set(sittings.filter(({ id }) => absent.has(id)).map(({ accountId }) => accountId)),
      })
    : [];
  return ok({
    isMeasured: hasMedia(room.session) || speech.length > 0,
    totalSeconds: seconds(times.reduce((sum, { ms }) => sum + ms, 0)),
    floorShare: floorShare(Math.max(1, times.length)),
    gini: giniOf(times),
    people: times.flatMap(({ person, lastSpokeMs, ms, longestTurnMs, overlapMs, ...time }) => {
      const sittingId = sittingOf.get(person);
      if (!sittingId) return [];
      return [
        {
          ...time,
          sittingId,
          seconds: seconds(ms),
          longestTurnSeconds: seconds(longestTurnMs),
          overlapSeconds: seconds(overlapMs),
          lastSpokeAt: lastSpokeMs === null ? null : new Date(lastSpokeMs).toISOString(),
          timesOffered: offered.get(sittingId) ?? 0,
        },
      ];
    }),
    hints: hints.flatMap((hint) => {
      const sittingId = sittingOf.get(hint.person);
      return sittingId ? [{ sittingId, kind: hint.kind, minutes: hint.kind === "QUIET" ? hint.minutes : null }] : [];
    }),
  });
};
