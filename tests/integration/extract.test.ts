import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createWorker, type types } from "mediasoup";
import { afterAll, beforeAll, expect, test } from "vitest";
import { provisionMediaWorker } from "#scripts/media-worker/provision.ts";
import { routerCodecs } from "#server/media/codecs.ts";
import { Peer, type ProducerData } from "#server/media/peer.ts";
import { RoomRecorder } from "#server/media/recorder.ts";
import { nothingHeard } from "#server/media/voice-score.ts";
import { assembleFilm } from "#server/platform/journal/film.ts";
import { readSegment, trackKey } from "#server/platform/journal/format.ts";
import { metaOf } from "#server/platform/journal/voice.ts";
import { createLog } from "#server/platform/log.ts";
import type { MediaOffice, OpenTrack } from "#server/platform/media-office.ts";
import { picturePacket, soundPacket } from "#tests/support/recorded.ts";

/** A recorder on a real router, fed by a program in place of a browser. */

let folder: string;
let worker: types.Worker;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "epreuve-extract-"));
  worker = await createWorker({ workerBin: await provisionMediaWorker({ log: () => undefined }), logLevel: "error" });
}, 600_000);
afterAll(async () => {
  worker.close();
  await rm(folder, { recursive: true, force: true });
});

const codecs = {
  microphone: { mimeType: "audio/opus", payloadType: 96, clockRate: 48_000, channels: 2 },
  camera: { mimeType: "video/VP8", payloadType: 96, clockRate: 90_000 },
} as const;

test("[CLIP-1] an extract begins before it was asked for, ends by itself, and what was remembered is gone when its source is", async () => {
  const router = await worker.createRouter({ mediaCodecs: routerCodecs });
  const transport = await router.createDirectTransport();
  const tracks: OpenTrack[] = [];
  const ended: string[] = [];
  const office: MediaOffice = {
    report: async () => ({ closed: [], moved: [] }),
    leave: async () => undefined,
    openTrack: async ({ clipId }) => {
      expect(clipId).toBe("the extract");
      const track = { trackId: randomUUID(), folder: join(folder, "kept", randomUUID()), key: randomBytes(32) };
      tracks.push(track);
      return track;
    },
    noteSpeech: async () => undefined,
    note: async () => undefined,
    enterSegment: async () => undefined,
    endTrack: async (trackId) => void ended.push(trackId),
    unfinishedTracks: async () => [],
  };
  const rollingFolder = join(folder, "rolling");
  const recorder = new RoomRecorder({ office, log: createLog({ logLevel: "error" }), rollingFolder }, "room", router, () => undefined);
  const sources = ["microphone", "camera"] as const;
  const peer = new Peer(
    { node: "n", room: "room", peer: "wei", name: "Wei", role: "CANDIDATE", canPublish: [...sources], recorded: [], remembered: [...sources], expiresAt: "" },
    1,
  );
  const producers = await Promise.all(
    sources.map((source) =>
      transport.produce<ProducerData>({
        kind: source === "camera" ? "video" : "audio",
        rtpParameters: { mid: source, codecs: [codecs[source]], encodings: [{ ssrc: source === "camera" ? 5 : 7 }], rtcp: { cname: "wei" } },
        appData: { source, asked: "", heard: nothingHeard },
      }),
    ),
  );
  for (const producer of producers) await recorder.keep(peer, producer);
  let sent = 0;
  const sending = setInterval(() => {
    const [microphone, camera] = producers;
    microphone?.send(soundPacket(sent));
    if (sent % 5 === 0) camera?.send(picturePacket(sent / 5));
    sent += 1;
  }, 20);
  const talk = (ms: number) => new Promise((done) => setTimeout(done, ms));
  await talk(2_000);
  expect(peer.recording.size).toBe(0);
  const before = sent;
  expect(await recorder.clip({ clipId: "the extract", room: "room", peer: "wei", secondsBefore: 60, secondsAfter: 1 })).toBe(true);
  expect(await recorder.clip({ clipId: "the extract", room: "room", peer: "somebody", secondsBefore: 60, secondsAfter: 0 })).toBe(false);
  const after = sent;
  clearInterval(sending);
  expect(ended.toSorted()).toEqual(tracks.map(({ trackId }) => trackId).toSorted());

  const read = await Promise.all(
    tracks.map(async ({ trackId, folder: path, key }) => {
      const [name = ""] = await readdir(path);
      const { records } = readSegment(trackKey(key, trackId), await readFile(join(path, name)));
      return { ...metaOf(records), records };
    }),
  );
  const film = assembleFilm(read, "camera", Math.min(...read.flatMap(({ records }) => records[1]?.atMs ?? [])) - 100);
  expect(film).toMatchObject({ hasPicture: true });
  // Twenty milliseconds for each packet; a few were on their way.
  expect(film.durationMs).toBeGreaterThan((before - 10) * 20);
  expect(film.durationMs).toBeLessThan((after + 15) * 20);

  expect(await readdir(rollingFolder)).toHaveLength(2);
  transport.close();
  await expect.poll(() => readdir(rollingFolder), { timeout: 20_000 }).toEqual([]);
});
