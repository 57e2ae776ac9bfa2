import path from "node:path";
import type { Json } from "#shared/kernel/canonical-json.ts";
import type { OralActivity } from "#shared/domain/marking/units.ts";
import type { ClipState } from "#shared/domain/rooms/clip-machine.ts";
import type { RecordingState } from "#shared/domain/rooms/recording-machine.ts";
import { newKey, unwrapKey, wrapKey } from "../../platform/journal/key-wrap.ts";
import { segmentName, type SealedSegment } from "../../platform/journal/journal-writer.ts";
import type { Db, Prisma, Tx } from "../../platform/db.ts";

/** Where the segments of a track are, in the folder that media and web nodes share. */
export const trackFolder = (folder: string, recordingId: string, trackId: string): string =>
  path.join(folder, recordingId, trackId);

/** The name of a sealed segment in a store, where one is configured. */
export const segmentPath = (recordingId: string, trackId: string, seq: number): string =>
  `${recordingId}/${trackId}/${segmentName(seq, "seg")}`;

/** Sole writer of Recording, RecordingKey, RecordingTrack, RecordingSegment, RecordingClip and UnusableRecording. */

export async function openRecording(tx: Tx, roomId: string, startedAt: Date): Promise<{ id: string; isNew: boolean }> {
  const known = await tx.recording.findUnique({ where: { roomId }, select: { id: true } });
  if (known) return { ...known, isNew: false };
  const { id } = await tx.recording.create({ data: { roomId, state: "LIVE", startedAt }, select: { id: true } });
  return { id, isNew: true };
}

type KeyOwner = { readonly sittingId: string; readonly roomId: null } | { readonly sittingId: null; readonly roomId: string };

/** The key of a sitting, or of those in a room who have none; null once it was destroyed. The caller holds the room. */
export async function keyOf(
  tx: Tx,
  masterKey: Uint8Array,
  owner: KeyOwner,
  createdAt: Date,
): Promise<{ id: string; key: Uint8Array } | null> {
  const { sittingId, roomId } = owner;
  // Two rooms of one sitting may ask at once.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`recording-key:${sittingId ?? roomId}`}, 0))`;
  const known = await tx.recordingKey.findFirst({
    where: { sittingId, roomId },
    select: { id: true, wrapped: true },
  });
  if (known) return known.wrapped ? { id: known.id, key: unwrapKey(masterKey, known.id, known.wrapped) } : null;
  const key = newKey();
  const id = crypto.randomUUID();
  await tx.recordingKey.create({
    data: { id, ...owner, wrapped: wrapKey(masterKey, id, key), createdAt },
    select: { id: true },
  });
  return { id, key };
}

export const createTrack = (
  tx: Tx,
  track: {
    recordingId: string;
    keyId: string;
    accountId: string;
    source: string;
    nodeId: string;
    startedAt: Date;
    clipId: string | null;
  },
) => tx.recordingTrack.create({ data: track, select: { id: true } });

export const createClip = (
  tx: Tx,
  clip: {
    roomId: string;
    accountId: string;
    sittingId: string;
    secondsBefore: number;
    secondsAfter: number;
    askedById: string | null;
    askedAt: Date;
    observationId?: string;
  },
) => tx.recordingClip.create({ data: { ...clip, state: "ASKED" }, select: { id: true } });

export const moveClip = (tx: Tx, id: string, from: ClipState, to: ClipState) =>
  tx.recordingClip.updateMany({ where: { id, state: from }, data: { state: to } });

/** Entering a segment twice is entering it once: a node that came back does not know what it had said. */
export const addSegment = (db: Db, segment: SealedSegment, sealedAt: Date) =>
  db.recordingSegment.createMany({ data: [{ ...segment, sealedAt }], skipDuplicates: true });

export const endTrack = (db: Db, trackId: string, endedAt: Date) =>
  db.recordingTrack.updateMany({ where: { id: trackId, endedAt: null }, data: { endedAt } });

export const sealRecording = (
  tx: Tx,
  id: string,
  from: RecordingState,
  to: RecordingState,
  sealed: { manifest: { readonly [key: string]: Json }; signature: Uint8Array<ArrayBuffer>; sealedAt: Date },
) =>
  tx.recording.updateMany({
    where: { id, state: from },
    data: { ...sealed, manifest: JSON.parse(JSON.stringify(sealed.manifest)) as Prisma.InputJsonObject, state: to },
  });

export const destroyKey = (tx: Tx, id: string, destroyedAt: Date) =>
  tx.recordingKey.updateMany({ where: { id, destroyedAt: null }, data: { wrapped: null, destroyedAt } });

export const moveRecording = (tx: Tx, id: string, from: RecordingState, to: RecordingState) =>
  tx.recording.updateMany({ where: { id, state: from }, data: { state: to } });

/** Once: what was decided first stands. */
export const addUnusable = (
  tx: Tx,
  recording: { readonly sittingId: string; readonly activity: OralActivity; readonly declaredById: string; readonly declaredAt: Date },
) => tx.unusableRecording.createMany({ data: [recording], skipDuplicates: true });
