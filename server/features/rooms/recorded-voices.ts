import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { OralActivity } from "#shared/domain/marking/units.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { sha256Hex } from "../../platform/hash.ts";
import { readSegment, trackKey, type JournalRecord } from "../../platform/journal/format.ts";
import { segmentName } from "../../platform/journal/journal-writer.ts";
import { unwrapKey } from "../../platform/journal/key-wrap.ts";
import { assembleVoice, levelIdOf, type TrackRecords, type Voice } from "../../platform/journal/voice.ts";
import { trackFolder } from "./recording-store.ts";

/** Reads of recordings, for those who mark from them. */

export interface RecordedVoice extends Voice {
  /** Who speaks, without a name: the person who is judged, somebody of the staff, another person of the group. */
  readonly speaker: "EVALUATED" | "ADVISER" | "PARTICIPANT";
  /** Something of it was altered or is lost, and is left out. */
  readonly isDamaged: boolean;
}

const playable = (sittingId: string, activity: OralActivity) => ({
  state: "SEALED" as const,
  room: { kind: activity },
  tracks: { some: { key: { sittingId, wrapped: { not: null } }, account: { sittings: { some: { id: sittingId } } } } },
});

/** Can this person be heard in this activity by somebody who was not there? */
export const hasRecording = async (db: Db | Tx, sittingId: string, activity: OralActivity): Promise<boolean> =>
  (await db.recording.count({ where: playable(sittingId, activity) })) > 0;

/** The other people whose voices are in it: what is opened is written into their record too. */
export async function sittingsHeard(db: Db | Tx, sittingId: string, activity: OralActivity): Promise<string[]> {
  const tracks = await db.recordingTrack.findMany({
    where: { recording: playable(sittingId, activity) },
    select: { key: { select: { sittingId: true } } },
  });
  return [...new Set([sittingId, ...tracks.flatMap(({ key }) => key.sittingId ?? [])])];
}

const order = ["EVALUATED", "ADVISER", "PARTICIPANT"];

/** Everybody who is heard, on one clock that begins with the recording. Nothing decrypted is ever written down. */
export async function recordedVoices(
  { db, config, log }: Pick<Deps, "db" | "config" | "log">,
  sittingId: string,
  activity: OralActivity,
): Promise<RecordedVoice[]> {
  const tracks = await db.recordingTrack.findMany({
    where: { source: "microphone", recording: playable(sittingId, activity) },
    select: {
      id: true,
      recordingId: true,
      accountId: true,
      key: { select: { id: true, wrapped: true } },
      account: { select: { sittings: { select: { id: true } }, roles: true } },
      segments: { select: { seq: true, sha256: true }, orderBy: { seq: "asc" } },
    },
    orderBy: [{ startedAt: "asc" }, { id: "asc" }],
  });
  const read: { accountId: string; isDamaged: boolean; track: TrackRecords; speaker: RecordedVoice["speaker"] }[] = [];
  for (const { id, recordingId, accountId, account, key, segments } of tracks) {
    if (!key.wrapped) continue;
    const opened = trackKey(unwrapKey(config.recording.masterKey, key.id, key.wrapped), id);
    const folder = trackFolder(config.recording.folder, recordingId, id);
    const records: JournalRecord[] = [];
    let isDamaged = false;
    for (const { seq, sha256 } of segments) {
      const bytes = await readFile(join(folder, segmentName(seq, "seg"))).catch(() => Buffer.alloc(0));
      if (sha256Hex(bytes) === sha256) records.push(...readSegment(opened, bytes).records);
      else isDamaged = true;
    }
    if (isDamaged) log.error({ trackId: id }, "recordings: a track is not what was sealed");
    const isEvaluated = account.sittings.some((sitting) => sitting.id === sittingId);
    const speaker = isEvaluated ? "EVALUATED" : account.roles.includes("ADVISER") ? "ADVISER" : "PARTICIPANT";
    read.push({ accountId, isDamaged, track: { levelId: levelIdOf(records), records }, speaker });
  }
  const moments = read.flatMap(({ track }) => track.records[0]?.atMs ?? []);
  const startMs = Math.min(...moments);
  const voices = [...Map.groupBy(read, ({ accountId }) => accountId).values()].flatMap((parts) => {
    const [first] = parts;
    if (!first) return [];
    const voice = assembleVoice(parts.map(({ track }) => track), startMs);
    return [{ ...voice, speaker: first.speaker, isDamaged: parts.some((part) => part.isDamaged) }];
  });
  return voices.toSorted((a, b) => order.indexOf(a.speaker) - order.indexOf(b.speaker));
}
