import { canonicalJson, type Json } from "#shared/kernel/canonical-json.ts";
import { err } from "#shared/kernel/result.ts";
import { recordingMachine } from "#shared/domain/rooms/recording-machine.ts";
import type { TimedJob } from "../../jobs/job.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { sha256Hex } from "../../platform/hash.ts";
import { recoverTrack } from "../../platform/journal/recover.ts";
import { signDetached } from "../../platform/signer/cades.ts";
import { commit, transition } from "../../platform/unit-of-work.ts";
import { recordingGaps } from "./recording-gaps.ts";
import { addSegment, endTrack, sealRecording, trackFolder } from "./recording-store.ts";

/** A node that has been silent this long is not waited for: what it wrote is sealed without it. */
const lostNode = "10 minutes";

const recordingSelect = {
  id: true,
  state: true,
  startedAt: true,
  room: { select: { id: true, kind: true, closedAt: true } },
  tracks: {
    select: {
      id: true,
      source: true,
      keyId: true,
      nodeId: true,
      clipId: true,
      startedAt: true,
      endedAt: true,
      segments: { select: { seq: true, sha256: true, bytes: true, isRecovered: true }, orderBy: { seq: "asc" } },
    },
    orderBy: { id: "asc" },
  },
} as const;

/** Signs each recording whose room is over and whose tracks have all ended: from then on nothing can be added or changed. */
export const sealRecordings: TimedJob = {
  name: "rooms.sealRecordings",
  everyMs: 5_000,
  run: async (deps) => {
    await endLostTracks(deps);
    const ready = await deps.db.recording.findMany({
      where: { state: "LIVE", room: { state: "CLOSED" }, tracks: { every: { endedAt: { not: null } } } },
      select: { id: true },
      take: 20,
    });
    for (const { id } of ready) await seal(deps, id);
  },
};

async function seal(deps: Deps, id: string): Promise<void> {
  // Reading everything once more also tells whether it can be read. It never keeps a recording from being signed.
  const people = await recordingGaps(deps, id).catch((error: unknown) => {
    deps.log.error({ err: error, recording: id }, "recordings: the holes of a recording could not be told");
    return null;
  });
  await commit(deps, async (uow) => {
    const recording = await rowOf(uow.tx, id);
    if (recording.tracks.some(({ endedAt }) => endedAt === null)) return err("STATE_CHANGED");
    const manifest = { ...manifestOf(recording), people };
    const bytes = canonicalJson(manifest);
    const signature = await signDetached(Buffer.from(bytes), deps.signer);
    return transition(uow, {
      machine: recordingMachine,
      subjectType: "recording",
      subjectId: id,
      from: recording.state,
      event: "seal",
      actorId: null,
      data: { manifest: sha256Hex(bytes) },
      update: (from, to) => sealRecording(uow.tx, id, from, to, { manifest, signature, sealedAt: uow.now }),
    });
  });
}

const rowOf = (tx: Tx, id: string) => tx.recording.findUniqueOrThrow({ where: { id }, select: recordingSelect });
type RecordingRow = Awaited<ReturnType<typeof rowOf>>;

/** No name and no account: whose voice a track is follows from its key. */
function manifestOf({ id, startedAt, room, tracks }: RecordingRow): { readonly [key: string]: Json } {
  return {
    recording: id,
    room: room.id,
    kind: room.kind,
    startedAt: startedAt.toISOString(),
    closedAt: room.closedAt?.toISOString() ?? null,
    tracks: tracks.map((track) => ({
      track: track.id,
      key: track.keyId,
      source: track.source,
      node: track.nodeId,
      clip: track.clipId,
      startedAt: track.startedAt.toISOString(),
      endedAt: track.endedAt?.toISOString() ?? null,
      segments: track.segments.map((segment) => ({ ...segment })),
    })),
  };
}

/** Rooms are closed, their node will not come back: its tracks end with what is on the shared folder. */
async function endLostTracks({ db, config, clock }: Deps): Promise<void> {
  const lost = await db.$queryRaw<{ id: string; recordingId: string }[]>`
    SELECT track.id, track."recordingId" FROM "RecordingTrack" track
    JOIN "Recording" recording ON recording.id = track."recordingId"
    JOIN "Room" room ON room.id = recording."roomId" AND room.state = 'CLOSED'
    LEFT JOIN "MediaNode" node ON node.id = track."nodeId"
      AND node."heartbeatAt" > (clock_timestamp() AT TIME ZONE 'UTC') - ${lostNode}::interval
    WHERE track."endedAt" IS NULL AND node.id IS NULL`;
  for (const { id, recordingId } of lost) {
    const known = await db.recordingSegment.findMany({ where: { trackId: id }, select: { seq: true } });
    const folder = trackFolder(config.recording.folder, recordingId, id);
    for (const segment of await recoverTrack(folder, id, new Set(known.map(({ seq }) => seq))))
      await addSegment(db, segment, clock.now());
    await endTrack(db, id, clock.now());
  }
}
