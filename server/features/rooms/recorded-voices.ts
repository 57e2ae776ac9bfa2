import type { OralActivity } from "#shared/domain/marking/units.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { unwrapKey } from "../../platform/journal/key-wrap.ts";
import { readVoices, type ReadVoice } from "../../platform/journal/read-voices.ts";
import { trackFolder } from "./recording-store.ts";

/** Reads of recordings, for those who mark from them. */

export interface RecordedVoice extends ReadVoice {
  /** Who speaks, without a name: the person who is judged, somebody of the staff, another person of the group. */
  readonly speaker: "EVALUATED" | "ADVISER" | "PARTICIPANT";
}

const playable = (sittingId: string, activity: OralActivity) => ({
  state: "SEALED" as const,
  room: { kind: activity },
  tracks: { some: { key: { sittingId, wrapped: { not: null } }, account: { sittings: { some: { id: sittingId } } } } },
});

/** Can this person be heard in this activity by somebody who was not there? */
export const hasRecording = async (db: Db | Tx, sittingId: string, activity: OralActivity): Promise<boolean> =>
  (await db.recording.count({ where: playable(sittingId, activity) })) > 0;

/** The same, or soon: a recording that has just ended is sealed within a minute. */
export const isHeardLater = async (db: Db | Tx, sittingId: string, activity: OralActivity): Promise<boolean> =>
  (await db.recording.count({ where: { ...playable(sittingId, activity), state: { not: "DESTROYED" } } })) > 0;

/** The other people whose voices are in it: what is opened is written into their record too. */
export async function sittingsHeard(db: Db | Tx, sittingId: string, activity: OralActivity): Promise<string[]> {
  const tracks = await db.recordingTrack.findMany({
    where: { recording: playable(sittingId, activity) },
    select: { key: { select: { sittingId: true } } },
  });
  return [...new Set([sittingId, ...tracks.flatMap(({ key }) => key.sittingId ?? [])])];
}

const order = ["EVALUATED", "ADVISER", "PARTICIPANT"];

/**
 * Everybody who is heard, on one clock that begins with the recording, or the one of them whose place is given. Nothing
 * decrypted is ever written down.
 */
export async function recordedVoices(
  { db, config, log }: Pick<Deps, "db" | "config" | "log">,
  sittingId: string,
  activity: OralActivity,
  place?: number,
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
  const read = tracks.flatMap(({ id, recordingId, accountId, account, key, segments }) => {
    if (!key.wrapped) return [];
    const isEvaluated = account.sittings.some((sitting) => sitting.id === sittingId);
    const speaker = isEvaluated ? "EVALUATED" : account.roles.includes("ADVISER") ? "ADVISER" : "PARTICIPANT";
    const folder = trackFolder(config.recording.folder, recordingId, id);
    const opened = unwrapKey(config.recording.masterKey, key.id, key.wrapped);
    return [{ accountId, speaker, track: { trackId: id, folder, key: opened, segments } } as const];
  });
  const people = [...Map.groupBy(read, ({ accountId }) => accountId).values()]
    .map((parts) => ({ speaker: parts[0]?.speaker ?? "PARTICIPANT", tracks: parts.map(({ track }) => track) }))
    .toSorted((a, b) => order.indexOf(a.speaker) - order.indexOf(b.speaker));
  const asked = people.filter((_person, index) => place === undefined || place === index);
  if (asked.length === 0) return [];
  const voices = await readVoices({ people: people.map((person) => person.tracks), wanted: place });
  return asked.flatMap(({ speaker, tracks: own }, index) => {
    const voice = voices[index];
    if (!voice) return [];
    if (voice.isDamaged)
      log.error({ tracks: own.map(({ trackId }) => trackId) }, "recordings: a track is not what was sealed");
    return [{ ...voice, speaker }];
  });
}
