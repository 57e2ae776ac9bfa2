import { rm } from "node:fs/promises";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { recordingMachine } from "#shared/domain/rooms/recording-machine.ts";
import type { Deps } from "../../platform/deps.ts";
import { transition, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { createShelf } from "../../platform/shelf/shelf.ts";
import { destroyKey, moveRecording, segmentPath, trackFolder } from "./recording-store.ts";

/** From here on nobody opens what this key closed. A recording none of whose keys is left is destroyed with it. */
export async function destroyKeyStep(uow: UnitOfWork, keyId: string): Promise<Result<null, "STATE_CHANGED">> {
  const { count } = await destroyKey(uow.tx, keyId, uow.now);
  if (count === 0) return err("STATE_CHANGED");
  const gone = await uow.tx.recording.findMany({
    where: { state: "SEALED", tracks: { some: { keyId }, every: { key: { destroyedAt: { not: null } } } } },
    select: { id: true, state: true },
  });
  for (const { id, state } of gone) {
    const moved = await transition(uow, {
      machine: recordingMachine,
      subjectType: "recording",
      subjectId: id,
      from: state,
      event: "destroy",
      actorId: null,
      update: (from, to) => moveRecording(uow.tx, id, from, to),
    });
    if (!moved.ok) return err("STATE_CHANGED");
  }
  return ok(null);
}

/** Idempotent: what is gone already is gone. */
export async function removeTrackFiles(
  { db, config }: Pick<Deps, "db" | "config">,
  { id, recordingId }: { readonly id: string; readonly recordingId: string },
): Promise<void> {
  const { folder, shelf: options } = config.recording;
  await rm(trackFolder(folder, recordingId, id), { recursive: true, force: true });
  if (!options) return;
  const shelf = createShelf(options);
  const segments = await db.recordingSegment.findMany({ where: { trackId: id }, select: { seq: true } });
  for (const { seq } of segments) await shelf.remove(segmentPath(recordingId, id, seq));
}
