import { createSocket } from "node:dgram";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as media from "#shared/protocol/media.ts";
import type { RtpParameters } from "#shared/protocol/media-rtp.ts";
import type { SpeechPiece } from "#shared/speech/detect-speech.ts";
import { provisionMediaWorker } from "#scripts/media-worker/provision.ts";
import { silence } from "#scripts/people/rtp.ts";
import { readConfig, type Config } from "#server/config.ts";
import { startMediaService } from "#server/media/service.ts";
import { createLocalBus } from "#server/platform/bus.ts";
import { systemClock } from "#server/platform/clock.ts";
import { createLog } from "#server/platform/log.ts";
import { signTicket } from "#server/platform/ticket.ts";
import { askNode, connectTo } from "#tests/support/media-guest.ts";

/** Four voices that the test has written, packet by packet with their loudness, through a real router. */

interface Tone {
  /** Seconds from the beginning. */
  readonly from: number;
  readonly to: number;
}
/** The second one cuts the first one off, the last one says the least. */
const scripts: { readonly [peer: string]: readonly Tone[] } = {
  amina: [{ from: 1, to: 8 }, { from: 21, to: 27 }],
  joseph: [{ from: 7.5, to: 14 }, { from: 28, to: 34 }],
  nadia: [{ from: 15, to: 20.5 }],
  tomas: [{ from: 35, to: 40 }],
};
const lastsSeconds = 42;
const frameMs = 20;
const rate = 8_000;
const levelId = 10;
const levelUri = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";

/** A tone wherever the script says so, silence elsewhere: the loudness of each frame, in dB below the loudest. */
function levelsOf(script: readonly Tone[]): number[] {
  const perFrame = (rate * frameMs) / 1_000;
  return Array.from({ length: (lastsSeconds * 1_000) / frameMs }, (_, frame) => {
    let energy = 0;
    for (let index = frame * perFrame; index < (frame + 1) * perFrame; index += 1) {
      const second = index / rate;
      const isTone = script.some(({ from, to }) => second >= from && second < to);
      energy += isTone ? (0.35 * Math.sin(2 * Math.PI * 220 * second)) ** 2 : 0;
    }
    return energy === 0 ? 127 : Math.min(127, Math.round(-10 * Math.log10(energy / perFrame)));
  });
}

const pieces: SpeechPiece[] = [];
let config: Config;
let url: string;
let stop: () => Promise<void>;

beforeAll(async () => {
  const workerBin = await provisionMediaWorker({ log: () => undefined });
  config = readConfig({ NODE_ENV: "test", DATABASE_URL: "postgres://nowhere/none", MEDIASOUP_WORKER_BIN: workerBin, LOG_LEVEL: "silent" }, []);
  const office = {
    report: async () => ({ closed: [], moved: [] }),
    leave: async () => undefined,
    openTrack: async () => undefined,
    noteSpeech: async (_room: string, heard: readonly SpeechPiece[]) => void pieces.push(...heard),
    enterSegment: async () => undefined,
    endTrack: async () => undefined,
    note: async () => undefined,
    unfinishedTracks: async () => [],
  };
  const http = createServer();
  const service = await startMediaService({ config, bus: createLocalBus(), clock: systemClock, log: createLog(config), office }, http);
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  stop = async () => {
    await service.stop();
    http.close();
  };
}, 600_000);
afterAll(() => stop());

/** Enters and opens a microphone; answers where its packets go. */
async function openMicrophone(peer: string, ssrc: number): Promise<{ readonly port: number; readonly leave: () => void }> {
  const expiresAt = new Date(Date.now() + 60_000).toISOString();
  const ticket = signTicket(config.secret, { node: config.media.node, room: "circle", peer, name: peer, role: "GUEST", canPublish: ["microphone"], recorded: [], expiresAt });
  const socket = await connectTo(url, ticket);
  const { epoch } = await askNode(socket, media.mediaJoin, { room: "circle" });
  const { transportId, port } = await askNode(socket, media.mediaSimulate, { epoch });
  const codec = { mimeType: "audio/opus", payloadType: 111, clockRate: 48_000, channels: 2, parameters: {}, rtcpFeedback: [] };
  const rtpParameters: RtpParameters = { mid: peer, codecs: [codec], headerExtensions: [{ uri: levelUri, id: levelId }], encodings: [{ ssrc }], rtcp: { cname: peer } };
  await askNode(socket, media.mediaProduce, { epoch, transportId, sources: [{ source: "microphone", kind: "audio", rtpParameters, isPaused: false }] });
  return { port, leave: () => void socket.close() };
}

/** Opus in RTP with its loudness in the header, as RFC 6464 has it. */
function packetOf(ssrc: number, frame: number, level: number): Buffer {
  const header = Buffer.alloc(20);
  header.writeUInt8(0x90, 0);
  header.writeUInt8(111, 1);
  header.writeUInt16BE(frame & 0xffff, 2);
  header.writeUInt32BE(frame * 960, 4);
  header.writeUInt32BE(ssrc, 8);
  header.writeUInt16BE(0xbede, 12);
  header.writeUInt16BE(1, 14);
  header.writeUInt8(levelId << 4, 16);
  header.writeUInt8((level < 127 ? 0x80 : 0) | level, 17);
  return Buffer.concat([header, silence]);
}

test("[SPK-1, SPK-2] the speaking times of four scripted voices through a real router are those of the script, to within five per cent", { retry: 1, timeout: 90_000 }, async () => {
  // A machine that is busy elsewhere hears late: it gets a second chance, from the start.
  pieces.length = 0;
  const voices = await Promise.all(
    Object.entries(scripts).map(async ([peer, script], index) => ({ ssrc: 7_001 + index, levels: levelsOf(script), ...(await openMicrophone(peer, 7_001 + index)) })),
  );
  const udp = createSocket("udp4");
  try {
    const began = performance.now();
    for (let frame = 0; frame < (lastsSeconds * 1_000) / frameMs; frame += 1) {
      // Whatever is late is made up for at once.
      const aheadMs = began + frame * frameMs - performance.now();
      if (aheadMs > 0) await pause(aheadMs);
      for (const { ssrc, levels, port } of voices) udp.send(packetOf(ssrc, frame, levels[frame] ?? 127), port, "127.0.0.1");
    }
    const secondsOf = (peer: string): number => pieces.filter((piece) => piece.peer === peer).reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0) / 1_000;
    // What is heard is handed on every five seconds.
    await expect.poll(() => secondsOf("tomas"), { timeout: 15_000 }).toBeGreaterThan(4);
    await pause(6_000);
    for (const [peer, script] of Object.entries(scripts)) {
      const said = script.reduce((sum, { from, to }) => sum + to - from, 0);
      expect(Math.abs(secondsOf(peer) / said - 1), `${peer}: ${secondsOf(peer).toFixed(2)} s of ${said} s`).toBeLessThanOrEqual(0.05);
    }
  } finally {
    for (const { leave } of voices) leave();
    udp.close();
  }
});
