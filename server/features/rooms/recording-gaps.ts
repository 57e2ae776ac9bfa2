import type { Json } from "#shared/kernel/canonical-json.ts";
import type { Deps } from "../../platform/deps.ts";
import { unwrapKey } from "../../platform/journal/key-wrap.ts";
import { readFilm, readVoices } from "../../platform/journal/read-voices.ts";
import { segmentPath, trackFolder } from "./recording-store.ts";

/**
 * Where nothing is heard or seen of each person, by the tracks that they have: said in what is signed, so that nobody can
 * later be told that a hole was cut. `isWhole` is false where a segment was not what its node had said.
 */
export async function recordingGaps({ db, config }: Pick<Deps, "db" | "config">, recordingId: string): Promise<Json> {
  const { masterKey, folder, shelf } = config.recording;
  const tracks = await db.recordingTrack.findMany({
    where: { recordingId, clipId: null, key: { wrapped: { not: null } } },
    select: {
      id: true,
      accountId: true,
      source: true,
      key: { select: { id: true, wrapped: true } },
      segments: { select: { seq: true, sha256: true }, orderBy: { seq: "asc" } },
    },
    orderBy: { id: "asc" },
  });
  const people = [...Map.groupBy(tracks, ({ accountId }) => accountId).values()];
  const sealed = (own: typeof tracks, sources: readonly string[]) =>
    own.flatMap(({ id, source, key, segments }) => {
      if (!key.wrapped || !sources.includes(source)) return [];
      const named = segments.map((segment) => ({ ...segment, shelfName: segmentPath(recordingId, id, segment.seq) }));
      return [{ trackId: id, folder: trackFolder(folder, recordingId, id), key: unwrapKey(masterKey, key.id, key.wrapped), segments: named }];
    });
  const sounds = people.map((own) => sealed(own, ["microphone"]));
  const voices = people.length > 0 ? await readVoices({ people: sounds, wanted: undefined, shelf }) : [];
  const told: Json[] = [];
  for (const [index, own] of people.entries()) {
    const isFilmed = own.some(({ source }) => source === "camera");
    const both = sounds.map((sound, other) => (other === index ? sealed(own, ["microphone", "camera"]) : sound));
    const film = isFilmed ? await readFilm({ people: both, film: { person: index, picture: "camera" }, shelf }) : undefined;
    const voice = voices[index];
    told.push({
      tracks: own.map(({ id }) => id),
      isWhole: !(voice?.isDamaged ?? false) && !(film?.isDamaged ?? false),
      soundGaps: (voice?.gaps ?? []).map(([from, to]) => [from, to]),
      pictureGaps: film ? film.pictureGaps.map(([from, to]) => [from, to]) : null,
    });
  }
  return told;
}
