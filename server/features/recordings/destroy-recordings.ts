import { canonicalJson, type Json } from "#shared/kernel/canonical-json.ts";
import { err } from "#shared/kernel/result.ts";
import type { RecordingRules } from "#shared/domain/recordings/retention.ts";
import type { TimedJob } from "../../jobs/job.ts";
import type { Deps } from "../../platform/deps.ts";
import { sha256Hex } from "../../platform/hash.ts";
import { signDetached } from "../../platform/signer/cades.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { destroyKeyStep, removeTrackFiles } from "../rooms/steps.ts";
import { keptKeys, type KeptKey } from "./kept.ts";
import { recordingRulesOn } from "../policies/queries.ts";
import { addDestruction } from "./store.ts";

/** Files of destroyed keys open nothing any more; a disk that was away is asked again for this long. */
const removalDays = 7;

/**
 * Destroys the keys of what is due, each with its certificate in the same transaction. From that moment its files are
 * noise, wherever copies of them may be; they are removed next, for the room that they take.
 */
export const destroyRecordings: TimedJob = {
  name: "recordings.destroy",
  everyMs: 600_000,
  run: async (deps) => {
    const rules = await recordingRulesOn(deps.db, deps.clock.now());
    const due = (await keptKeys(deps.db, rules, deps.clock.now())).filter(({ state }) => state === "DUE");
    for (const { key } of due) await destroy(deps, rules, key.id);
    await removeFiles(deps);
  },
};

async function destroy(deps: Deps, rules: RecordingRules, keyId: string): Promise<void> {
  await commit(deps, async (uow) => {
    // What was due a moment ago may be held now.
    const [kept] = await keptKeys(uow.tx, rules, uow.now, keyId);
    if (kept?.state !== "DUE") return err("STATE_CHANGED");
    const certificate = certificateOf(kept, rules, uow.now);
    const destroyed = await destroyKeyStep(uow, keyId);
    if (!destroyed.ok) return destroyed;
    const signature = await signDetached(Buffer.from(canonicalJson(certificate)), deps.signer);
    await addDestruction(uow.tx, {
      keyId,
      sittingId: kept.key.sittingId,
      certificate,
      signature,
      destroyedAt: uow.now,
    });
    uow.audit({
      actorId: null,
      type: "recording.destroyed",
      subjectType: kept.key.sittingId ? "sitting" : "room",
      subjectId: kept.key.sittingId ?? kept.key.roomId ?? keyId,
      data: { keyId, certificate: sha256Hex(canonicalJson(certificate)) },
    });
    return destroyed;
  });
}

/** Says what can be opened no more, without a name: whose it was follows from the sitting, for as long as that is kept. */
function certificateOf({ key, dueAt }: KeptKey, rules: RecordingRules, now: Date): { readonly [key: string]: Json } {
  return {
    key: key.id,
    sitting: key.sittingId,
    room: key.roomId,
    class: "ORAL_RECORDING",
    rule: { version: rules.version, of: rules.isOfExam ? "EXAM" : "RECORDINGS", reviewDays: rules.reviewDays, keepDays: rules.keepDays },
    dueAt: dueAt?.toISOString() ?? null,
    destroyedAt: now.toISOString(),
    tracks: key.tracks.map(({ id, source, recordingId, segments }) => ({
      track: id,
      recording: recordingId,
      source,
      segments: segments.length,
      bytes: segments.reduce((sum, { bytes }) => sum + bytes, 0),
      sha256: sha256Hex(segments.map(({ sha256 }) => sha256).join("\n")),
    })),
  };
}

async function removeFiles(deps: Deps): Promise<void> {
  const since = new Date(deps.clock.now().getTime() - removalDays * 86_400_000);
  const tracks = await deps.db.recordingTrack.findMany({
    where: { key: { destroyedAt: { gt: since } } },
    select: { id: true, recordingId: true },
  });
  for (const track of tracks)
    await removeTrackFiles(deps, track).catch((error: unknown) =>
      deps.log.error({ err: error, track: track.id }, "recordings: files of a destroyed recording are still there"),
    );
}
