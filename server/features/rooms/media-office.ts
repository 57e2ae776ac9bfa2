import { ok } from "#shared/kernel/result.ts";
import { id } from "#shared/kernel/wire.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { Deps } from "../../platform/deps.ts";
import type { MediaOffice, OpenTrack } from "../../platform/media-office.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { freeBytes } from "../../platform/free-bytes.ts";
import { livesAnother } from "./place-room.ts";
import { noteRoom } from "./note-room.ts";
import { recordedOf, sittingIdsOf } from "./policy.ts";
import { expelledOf } from "./expelled.ts";
import { findRoom } from "./queries.ts";
import { endClip, takeClips } from "./clips.ts";
import { addSegment, createTrack, endTrack, keyOf, openRecording, trackFolder } from "./recording-store.ts";
import { addSpeech, dismissNode, lockRoom, noteConnected, reportNode } from "./store.ts";

type OfficeDeps = Pick<Deps, "db" | "config" | "clock" | "bus" | "log">;

/** The application's side of one media node: the directory, which rooms are over, and the books of recordings. */
export function createMediaOffice(deps: OfficeDeps): MediaOffice {
  const { db, config, clock, log } = deps;
  let wasLow = false;
  const { node } = config.media;
  return {
    report: async ({ rooms, present, ...facts }) => {
      const isStorageLow = (await freeBytes(config.recording.folder)) < config.recording.minFreeBytes;
      if (isStorageLow !== wasLow)
        log[isStorageLow ? "error" : "info"](isStorageLow ? "recordings: the disk is nearly full, no new room opens here" : "recordings: there is room again");
      wasLow = isStorageLow;
      await reportNode(db, node, { ...facts, isStorageLow });
      const taken = await takeClips(deps, node);
      const clips = taken.length > 0 ? { clips: taken } : {};
      if (rooms.length === 0) return { closed: [], moved: [], ...clips };
      await noteConnected(db, present, clock.now());
      // Few, and nobody sits before them: that one of them is not heard any more is read within seconds.
      const devices = present.flatMap(({ room, microphones = [] }) => (microphones.length > 0 ? [{ room, peers: microphones }] : []));
      if (devices.length > 0) await noteConnected(db, devices, clock.now(), 800);
      const known = await db.room.findMany({
        where: { id: { in: [...rooms] } },
        select: { id: true, state: true, mediaNodeId: true },
      });
      // A node that wants to be rid of its rooms keeps them as long as nobody else could take them.
      const canGo = facts.isDraining && (await livesAnother(db, node));
      const open = known.filter(({ state }) => state !== "CLOSED");
      return {
        ...clips,
        closed: known.filter(({ state }) => state === "CLOSED").map(({ id }) => id),
        expelled: await expelledOf(db, present),
        moved: open.filter(({ mediaNodeId }) => canGo || mediaNodeId !== node).map(({ id }) => id),
      };
    },
    leave: async () => {
      await dismissNode(db, node);
    },
    noteSpeech: (room, pieces) => noteSpeech(db, room, pieces),
    openTrack: (given) => openTrack(deps, given),
    enterSegment: async (segment) => {
      await addSegment(db, segment, clock.now());
    },
    endClip: async (clipId, isKept) => void (await endClip(deps, clipId, isKept)),
    endTrack: async (trackId) => {
      await endTrack(db, trackId, clock.now());
    },
    note: (room, note) => noteRoom(deps, room, note),
    unfinishedTracks: async () => {
      const tracks = await db.recordingTrack.findMany({
        where: { nodeId: node, endedAt: null },
        select: { id: true, recordingId: true, segments: { select: { seq: true } } },
      });
      return tracks.map(({ id, recordingId, segments }) => ({
        trackId: id,
        folder: trackFolder(config.recording.folder, recordingId, id),
        known: segments.map(({ seq }) => seq),
      }));
    },
  };
}

/**
 * What was said in a discussion, by those who have entered it; elsewhere nobody measures how long people speak. A trial
 * has a name and no row.
 */
async function noteSpeech(db: Deps["db"], roomId: string, pieces: Parameters<MediaOffice["noteSpeech"]>[1]): Promise<void> {
  if (!id.safeParse(roomId).success) return;
  const entries = await db.roomEntry.findMany({
    where: { room: { id: roomId, kind: "DISCUSSION" }, accountId: { in: [...new Set(pieces.map(({ peer }) => peer))] } },
    select: { accountId: true },
  });
  const people = new Set(entries.map(({ accountId }) => accountId));
  const own = pieces.filter(({ peer, fromMs, toMs }) => people.has(peer) && toMs > fromMs);
  await addSpeech(
    db,
    own.map(({ peer, fromMs, toMs, averageDbov }) => ({
      roomId,
      accountId: peer,
      startedAt: new Date(fromMs),
      endedAt: new Date(toMs),
      averageDbov,
    })),
  );
}

/** A candidate's voice is kept under the key of their sitting; an adviser's under that of whom they interview, else the room's. */
async function openTrack(
  deps: OfficeDeps,
  { room: roomId, peer, source, clipId }: Parameters<MediaOffice["openTrack"]>[0],
): Promise<OpenTrack | undefined> {
  const opened = await commit(deps, async (uow) => {
    await lockRoom(uow.tx, roomId);
    const room = await findRoom(uow.tx, roomId);
    if (!room || room.state === "CLOSED") return ok(undefined);
    const clip = clipId ? await uow.tx.recordingClip.findUnique({ where: { id: clipId }, select: { roomId: true, accountId: true, sittingId: true } }) : null;
    if (clipId && (clip?.roomId !== roomId || clip.accountId !== peer)) return ok(undefined);
    const own = clip
      ? { id: clip.sittingId }
      : await uow.tx.sitting.findFirst({ where: { id: { in: [...sittingIdsOf(room)] }, accountId: peer }, select: { id: true } });
    // A ticket lives for some minutes: what was withdrawn since is not begun any more.
    const role = own ? "CANDIDATE" : "ADVISER";
    if (!clip && !(await recordedOf(uow.tx, room, { peer, role }, uow.now)).some((recorded) => recorded === source)) return ok(undefined);
    const sittingId = own?.id ?? room.sittingId;
    const owner = sittingId ? ({ sittingId, roomId: null } as const) : ({ sittingId: null, roomId } as const);
    const key = await keyOf(uow.tx, deps.config.recording.masterKey, owner, uow.now);
    if (!key) return ok(undefined);
    const recording = await openRecording(uow.tx, roomId, uow.now);
    const track = await createTrack(uow.tx, {
      recordingId: recording.id,
      keyId: key.id,
      accountId: peer,
      source,
      nodeId: deps.config.media.node,
      startedAt: uow.now,
      clipId: clipId ?? null,
    });
    // Who marks it live depends on whether it can be heard later.
    if (room.sittingId) uow.hint(topicOf.sitting(room.sittingId));
    if (recording.isNew)
      uow.audit({
        actorId: null,
        type: "recording.started",
        subjectType: "recording",
        subjectId: recording.id,
        data: { roomId, kind: room.kind },
      });
    return ok({
      trackId: track.id,
      folder: trackFolder(deps.config.recording.folder, recording.id, track.id),
      key: key.key,
    });
  });
  return opened.ok ? opened.value : undefined;
}
