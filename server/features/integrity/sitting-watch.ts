import { isSittingOver } from "#shared/domain/results/scoring-facts.ts";
import { rememberedSources } from "#shared/domain/rooms/recording-policy.ts";
import { isSupervised, isWatchedNow } from "#shared/domain/rooms/supervision.ts";
import { fullName } from "#shared/domain/rooms/entry.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { sittingWatch as contract } from "#shared/protocol/integrity.ts";
import type { RoomKind } from "#shared/protocol/sitting.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { rulesSelect } from "../lockdown/queries.ts";
import { agreesToSupervision } from "../privacy/queries.ts";
import { recordingRulesOn } from "../policies/queries.ts";
import { ownsSitting, pairedSelect, sideCameraIn } from "../sitting/queries.ts";

/** Nobody watches in secret: who leads the session, who is in the room with the person, what is shown and what is recorded now. */
export const sittingWatch: RouteHandler<typeof contract> = async ({ db, clock }, actor, { params: { sittingId } }) => {
  if (!(await ownsSitting(db, actor.accountId, sittingId))) return err("NOT_FOUND");
  const sitting = await db.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: {
      state: true,
      sessionId: true,
      registrationId: true,
      runs: { select: { activity: true, state: true } },
      sideCameras: pairedSelect,
      session: {
        select: {
          ...rulesSelect,
          deliveryMode: true,
          advisers: { select: { account: { select: { id: true, givenName: true, familyName: true } } } },
          watchers: { where: { withdrawal: null }, select: { duty: true, account: { select: { givenName: true, familyName: true } } } },
        },
      },
    },
  });
  const isOver = isSittingOver(sitting.state);
  const isAtHome = isSupervised({ ...sitting.session, hasAgreed: await agreesToSupervision(db, sitting.registrationId) });
  const isWatched = isAtHome && isWatchedNow({ sittingState: sitting.state, runs: sitting.runs });
  const room = isOver
    ? null
    : await db.room.findFirst({
        where: {
          state: { not: "CLOSED" },
          OR: [{ sittingId }, { kind: { in: isWatched ? ["SUPERVISION", "DISCUSSION"] : ["DISCUSSION"] }, sessionId: sitting.sessionId }],
          entries: { some: { accountId: actor.accountId } },
        },
        orderBy: { openedAt: "desc" },
        select: { kind: true, entries: { select: { accountId: true } } },
      });
  const inRoom = new Set(room?.entries.map(({ accountId }) => accountId));
  const tracks = await db.recordingTrack.findMany({
    where: { accountId: actor.accountId, endedAt: null, recording: { state: "LIVE", room: { sessionId: sitting.sessionId } } },
    select: { source: true, startedAt: true },
  });
  const isSideSeen = sideCameraIn({ ...sitting, isSupervised: isAtHome }, clock.now())?.state === "LIVE";
  return ok({
    isOver,
    people: isOver
      ? []
      : sitting.session.advisers.map(({ account }) => ({ name: fullName(account), isInRoom: inRoom.has(account.id) })),
    room: room?.kind ?? null,
    // Whoever types captions hears nothing but a discussion.
    watchers: isOver
      ? []
      : sitting.session.watchers.filter(({ duty }) => duty === "WATCH" || room?.kind === "DISCUSSION").map(({ account }) => fullName(account)),
    shown: [...(room ? shownIn(room.kind) : []), ...(isSideSeen ? (["side"] as const) : [])],
    isRemembered: room !== null && rememberedSources({ kind: room.kind, role: "CANDIDATE", ...(await recordingRulesOn(db, clock.now())) }).length > 0,
    recorded: tracks.map(({ source, startedAt }) => ({ source, since: startedAt.toISOString() })),
  });
};

/** Whoever works alone shows their screen too, with what they write on it. */
const shownIn = (kind: RoomKind) =>
  kind === "SUPERVISION" ? (["camera", "microphone", "screen"] as const) : (["camera", "microphone"] as const);
