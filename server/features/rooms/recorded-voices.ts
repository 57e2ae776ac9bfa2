import { coveredMs } from "#shared/domain/recordings/covered-time.ts";
import { fullName } from "#shared/domain/rooms/entry.ts";
import { coversTime } from "#shared/domain/sitting/time-ledger.ts";
import type { OralActivity } from "#shared/domain/marking/units.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { unwrapKey } from "../../platform/journal/key-wrap.ts";
import { readFilm, readVoices, type ReadFilm, type ReadVoice, type SealedTrack } from "../../platform/journal/read-voices.ts";
import { segmentPath, trackFolder } from "./recording-store.ts";

/** Reads of recordings, for those who mark from them. */

export interface RecordedVoice extends ReadVoice {
  /** Who speaks, without a name: the person who is judged, somebody of the staff, another person of the group. */
  readonly speaker: "EVALUATED" | "ADVISER" | "PARTICIPANT";
}

/** What the person sent. */
const ownTrack = (sittingId: string) => ({
  key: { sittingId, wrapped: { not: null } },
  account: { sittings: { some: { id: sittingId } } },
});

/** What the person said, recorded all along and not as an extract. */
const ownVoice = (sittingId: string) => ({ source: "microphone", clipId: null, ...ownTrack(sittingId) });

const playable = (sittingId: string, activity: OralActivity) => ({
  state: "SEALED" as const,
  room: { kind: activity },
  tracks: { some: ownTrack(sittingId) },
});

const audible = (sittingId: string, activity: OralActivity) => ({ ...playable(sittingId, activity), tracks: { some: ownVoice(sittingId) } });

const order = ["EVALUATED", "ADVISER", "PARTICIPANT"];

/** The directorate decided that what was recorded cannot be judged: for whoever marks it is as if nothing had been. */
export const isUnusable = async (db: Db | Tx, sittingId: string, activity: OralActivity): Promise<boolean> =>
  (await db.unusableRecording.count({ where: { sittingId, activity } })) > 0;

/** By sitting, the same of all its oral activities; nothing of a sitting of which no recording was declared so. */
export async function unusableRecordings(db: Db | Tx, sittingIds: readonly string[]): Promise<ReadonlyMap<string, readonly OralActivity[]>> {
  const rows = await db.unusableRecording.findMany({
    where: { sittingId: { in: [...sittingIds] } },
    select: { sittingId: true, activity: true },
  });
  const found = new Map<string, OralActivity[]>();
  for (const { sittingId, activity } of rows)
    if (activity === "DISCUSSION" || activity === "INTERVIEW") found.set(sittingId, [...(found.get(sittingId) ?? []), activity]);
  return found;
}

/** Is this person's voice kept? Whoever marked from it may hear it again, whatever was decided since. */
export const isVoiceKept = async (db: Db | Tx, sittingId: string, activity: OralActivity): Promise<boolean> =>
  (await db.recording.count({ where: audible(sittingId, activity) })) > 0;

/** Can this person be heard in this activity by somebody who was not there? */
export const hasRecording = async (db: Db | Tx, sittingId: string, activity: OralActivity): Promise<boolean> =>
  (await isVoiceKept(db, sittingId, activity)) && !(await isUnusable(db, sittingId, activity));

/** The same, or soon: a recording that has just ended is sealed within a minute. */
export const isHeardLater = async (db: Db | Tx, sittingId: string, activity: OralActivity): Promise<boolean> =>
  (await db.recording.count({ where: { ...audible(sittingId, activity), state: { not: "DESTROYED" } } })) > 0 &&
  !(await isUnusable(db, sittingId, activity));

/**
 * Whether somebody who was not there can judge this interview: the person is being recorded, or was for half of it at least,
 * as far as its clock ran. A microphone that died in the second minute leaves it to whoever heard the rest.
 */
export async function isMostlyHeard(db: Db | Tx, sittingId: string): Promise<boolean> {
  if (await isUnusable(db, sittingId, "INTERVIEW")) return false;
  const run = await db.activityRun.findUnique({
    where: { sittingId_activity: { sittingId, activity: "INTERVIEW" } },
    select: { startedAt: true, closedAt: true, timeEntries: { select: { cause: true, seconds: true } } },
  });
  const tracks = await db.recordingTrack.findMany({
    where: { ...ownVoice(sittingId), recording: { state: { not: "DESTROYED" }, room: { kind: "INTERVIEW", sittingId } } },
    select: { startedAt: true, endedAt: true, recording: { select: { room: { select: { closedAt: true } } } } },
  });
  if (!run?.startedAt || tracks.length === 0) return false;
  const spans = tracks.map(({ startedAt, endedAt, recording }) => ({ from: startedAt.getTime(), to: (endedAt ?? recording.room.closedAt)?.getTime() }));
  if (!run.closedAt && spans.some(({ to }) => to === undefined)) return true;
  // While it goes on: up to the last moment that was heard, since whoever is cut off comes back.
  const endMs = run.closedAt?.getTime() ?? Math.max(...spans.map(({ from, to }) => to ?? from));
  const startMs = run.startedAt.getTime();
  const stoodMs = run.timeEntries.filter(coversTime).reduce((sum, { seconds }) => sum + seconds * 1_000, 0);
  // Two windows or two microphones at once are one person who is heard.
  const heardMs = coveredMs(spans.map(({ from, to = endMs }) => ({ from, to })), { from: startMs, to: endMs });
  return heardMs >= (endMs - startMs - stoodMs) / 2;
}

/** The other people whose voices are in it: what is opened is written into their record too. */
export async function sittingsHeard(db: Db | Tx, sittingId: string, activity: OralActivity): Promise<string[]> {
  const tracks = await db.recordingTrack.findMany({
    where: { recording: playable(sittingId, activity) },
    select: { key: { select: { sittingId: true } } },
  });
  return [...new Set([sittingId, ...tracks.flatMap(({ key }) => key.sittingId ?? [])])];
}

const trackSelect = {
  id: true,
  recordingId: true,
  accountId: true,
  source: true,
  key: { select: { id: true, wrapped: true } },
  account: { select: { givenName: true, familyName: true, sittings: { select: { id: true, sessionId: true } } } },
  recording: { select: { room: { select: { sessionId: true } } } },
  segments: { select: { seq: true, sha256: true }, orderBy: { seq: "asc" } },
} as const;

const tracksOf = (db: Db | Tx, sittingId: string, activity: OralActivity) =>
  db.recordingTrack.findMany({
    where: { clipId: null, recording: playable(sittingId, activity) },
    select: trackSelect,
    orderBy: [{ startedAt: "asc" }, { id: "asc" }],
  });
type TrackRow = Awaited<ReturnType<typeof tracksOf>>[number];

interface RecordedPerson {
  readonly speaker: RecordedVoice["speaker"];
  readonly name: string;
  readonly hasPicture: boolean;
  readonly tracks: readonly TrackRow[];
}

/** As they were in the session: the roles of an account change afterwards. Whoever does not sit the exam leads it. */
function speakerOf({ account, recording }: TrackRow, sittingId: string): RecordedVoice["speaker"] {
  // Whoever changed their booking has several in one session.
  const own = account.sittings.filter(({ sessionId }) => sessionId === recording.room.sessionId);
  if (own.length === 0) return "ADVISER";
  return own.some(({ id }) => id === sittingId) ? "EVALUATED" : "PARTICIPANT";
}

/** Everybody who is heard, in the order of their places. */
export async function recordedPeople(db: Db | Tx, sittingId: string, activity: OralActivity): Promise<RecordedPerson[]> {
  const readable = (await tracksOf(db, sittingId, activity)).filter(({ key }) => key.wrapped);
  return [...Map.groupBy(readable, ({ accountId }) => accountId).values()]
    .flatMap((tracks): RecordedPerson[] => {
      const [first] = tracks;
      if (!first || !tracks.some(({ source }) => source === "microphone")) return [];
      return [{ speaker: speakerOf(first, sittingId), name: fullName(first.account), hasPicture: tracks.some(({ source }) => source === "camera"), tracks }];
    })
    .toSorted((a, b) => order.indexOf(a.speaker) - order.indexOf(b.speaker));
}

type ReadDeps = Pick<Deps, "db" | "config" | "log">;

const sealedTracks = ({ config }: Pick<Deps, "config">, { tracks }: RecordedPerson, sources: readonly string[]): SealedTrack[] =>
  tracks.flatMap(({ id, recordingId, source, key, segments }) => {
    if (!key.wrapped || !sources.includes(source)) return [];
    const folder = trackFolder(config.recording.folder, recordingId, id);
    const named = segments.map((segment) => ({ ...segment, shelfName: segmentPath(recordingId, id, segment.seq) }));
    return [{ trackId: id, folder, key: unwrapKey(config.recording.masterKey, key.id, key.wrapped), segments: named }];
  });

/**
 * Everybody who is heard, on one clock that begins with the recording, or the one of them whose place is given. Nothing
 * decrypted is ever written down.
 */
export async function recordedVoices(
  deps: ReadDeps,
  sittingId: string,
  activity: OralActivity,
  place?: number,
): Promise<RecordedVoice[]> {
  const people = await recordedPeople(deps.db, sittingId, activity);
  const asked = people.filter((_person, index) => place === undefined || place === index);
  if (asked.length === 0) return [];
  const voices = await readVoices({ people: people.map((person) => sealedTracks(deps, person, ["microphone"])), wanted: place, shelf: deps.config.recording.shelf });
  return asked.flatMap(({ speaker, tracks }, index) => {
    const voice = voices[index];
    if (!voice) return [];
    if (voice.isDamaged) tellDamage(deps, tracks);
    return [{ ...voice, speaker }];
  });
}

/** The person at this place, seen and heard, on the same clock. */
export async function recordedFilm(
  deps: ReadDeps,
  sittingId: string,
  activity: OralActivity,
  place: number,
): Promise<ReadFilm | undefined> {
  const people = await recordedPeople(deps.db, sittingId, activity);
  const person = people[place];
  if (!person) return undefined;
  const film = await readFilm({
    people: people.map((one) => sealedTracks(deps, one, one === person ? ["microphone", "camera"] : ["microphone"])),
    film: { person: place, picture: "camera" },
    shelf: deps.config.recording.shelf,
  });
  if (film.isDamaged) tellDamage(deps, person.tracks);
  return film;
}

const tellDamage = ({ log }: Pick<Deps, "log">, tracks: readonly TrackRow[]): void =>
  log.error({ tracks: tracks.map(({ id }) => id) }, "recordings: a track is not what was sealed");

/** From when to when something was recorded, and of whom. */
export async function recordingTime(db: Db | Tx, sittingId: string, activity: OralActivity) {
  const tracks = await db.recordingTrack.findMany({
    where: { clipId: null, recording: playable(sittingId, activity) },
    select: { startedAt: true, endedAt: true, key: { select: { sittingId: true } } },
    orderBy: { startedAt: "asc" },
  });
  const [first] = tracks;
  if (!first) return undefined;
  const ends = tracks.flatMap(({ endedAt }) => endedAt?.getTime() ?? []);
  const sittingIds = new Set([sittingId, ...tracks.flatMap(({ key }) => key.sittingId ?? [])]);
  return { from: first.startedAt, to: new Date(Math.max(first.startedAt.getTime(), ...ends)), sittingIds: [...sittingIds] };
}
