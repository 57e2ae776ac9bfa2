import { randomBytes, randomUUID } from "node:crypto";
import { readdir, readFile, rm, mkdtemp } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { build } from "vite";
import { z } from "zod";
import type { SpeechPiece } from "#shared/speech/detect-speech.ts";
import { roomPart } from "#shared/protocol/media.ts";
import { provisionMediaWorker } from "#scripts/media-worker/provision.ts";
import { easingRules } from "#shared/domain/rooms/easing.ts";
import { readConfig } from "#server/config.ts";
import { systemClock } from "#server/platform/clock.ts";
import { readSegment, trackKey } from "#server/platform/journal/format.ts";
import { assembleFilm, type Film, type FilmTrack } from "#server/platform/journal/film.ts";
import { assembleVoice, metaOf, type Voice } from "#server/platform/journal/voice.ts";
import type { ClipAsked, MediaOffice, OpenTrack } from "#server/platform/media-office.ts";
import { signTicket } from "#server/platform/ticket.ts";
import { iceServersFor } from "#server/platform/turn.ts";
import { NodeProcess } from "./node-process.ts";

export interface BareRoomServer {
  readonly url: string;
  readonly node: NodeProcess;
  /** Starts a second media node. People enter there once the first one wants to be rid of its rooms. */
  startSecond(): Promise<void>;
  /** Who spoke from when to when, as the media node has told so far. */
  speechOf(room: string, peer: string): readonly SpeechPiece[];
  closeRoom(room: string): void;
  /** What was kept of a person, as it would be played. */
  voiceOf(room: string, peer: string): Promise<Voice>;
  filmOf(room: string, peer: string): Promise<Film>;
  /** Asks for an extract from a minute before until so many seconds after; answers whether there was anything. */
  clipFrom(room: string, peer: string, secondsAfter: number): Promise<boolean>;
  /** Until everything of a person that was being kept is sealed. */
  stopped(room: string, peer: string): Promise<void>;
  /** Until the first thing that was kept of a person is sealed. */
  sealedFirst(room: string, peer: string): Promise<void>;
  /** No voice goes on to anybody any more, and nobody is told. */
  hush(): void;
  /** Drops every socket, as a broken line would; nothing is told to anybody. */
  cutSockets(): void;
  stop(): Promise<void>;
}

const secondName = "second";
const kept = z.array(z.enum(["camera", "microphone"]));
const mimes: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript" };

/**
 * Live rooms and nothing else: the real media service, a page that holds a session, tickets for whoever asks. With a relay
 * everybody is given its address and credentials, as the application does; whoever asks for it, some that have expired.
 */
export async function startBareRoom(turn?: { readonly url: string; readonly secret: string }): Promise<BareRoomServer> {
  const outDir = await mkdtemp(join(tmpdir(), "epreuve-bare-room-"));
  const [workerBin] = await Promise.all([
    provisionMediaWorker({ log: () => undefined }),
    build({
      configFile: false,
      root: import.meta.dirname,
      logLevel: "error",
      build: { outDir, emptyOutDir: true, target: "esnext", modulePreload: { polyfill: false } },
    }),
  ]);
  const env = {
    NODE_ENV: "test",
    DATABASE_URL: "postgres://nowhere/none",
    EPREUVE_DATA_DIR: outDir,
    EPREUVE_SECRET: randomUUID(),
    MEDIASOUP_WORKER_BIN: workerBin,
    LOG_LEVEL: "error",
  };
  const config = readConfig(env, []);
  const closedRooms = new Set<string>();

  const http = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (url.pathname === "/entry") {
      const room = url.searchParams.get("room") ?? "";
      const peer = url.searchParams.get("peer") ?? "";
      if (closedRooms.has(room)) return void response.writeHead(409).end();
      const part = roomPart.parse(url.searchParams.get("part") ?? "CIRCLE");
      const canPublish = part === "WATCHED" ? (["camera", "microphone", "screen"] as const) : (["camera", "microphone"] as const);
      const expiresAt = new Date(systemClock.now().getTime() + 60_000).toISOString();
      const ticket = signTicket(config.secret, {
        node: place.name,
        room,
        peer,
        name: peer,
        role: "GUEST",
        part,
        canPublish: [...canPublish],
        recorded: kept.parse(url.searchParams.getAll("recorded")),
        remembered: kept.parse(url.searchParams.getAll("remembered")),
        expiresAt,
      });
      const hoursAgo = url.searchParams.get("credentials") === "expired" ? 13 : 0;
      const iceServers = iceServersFor(turn, peer, new Date(systemClock.now().getTime() - hoursAgo * 3_600_000));
      const asked = url.searchParams.get("easing");
      const easing = asked === null ? null : easingRules.parse(JSON.parse(asked));
      const entry = { room, me: peer, mediaUrl: place.process.url, ticket, part, canPublish, easing, iceServers };
      return void response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(entry));
    }
    const path = url.pathname === "/" ? "/index.html" : url.pathname;
    readFile(join(outDir, path)).then(
      (bytes) =>
        response
          .writeHead(200, {
            "content-type": mimes[extname(path)] ?? "application/octet-stream",
            // The same policy as the application's.
            "content-security-policy":
              "default-src 'self'; script-src 'self'; media-src 'self' blob:; connect-src 'self' ws:",
          })
          .end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  const tracks = new Map<string, OpenTrack[]>();
  const ended = new Map<string, PromiseWithResolvers<void>>();
  const unfinished = new Map<string, { readonly name: string; readonly trackId: string; readonly folder: string; readonly known: number[] }>();
  const spoken: { readonly room: string; readonly piece: SpeechPiece }[] = [];
  const clipsAsked: ClipAsked[] = [];
  const clipEnds = new Map<string, PromiseWithResolvers<boolean>>();
  let second: NodeProcess | undefined;
  const officeOf = (name: string): MediaOffice => ({
    report: async ({ isDraining, rooms }) => {
      const isGoing = isDraining && name === config.media.node && second !== undefined;
      if (isGoing) place = { name: secondName, process: second ?? node };
      return { closed: [], moved: isGoing ? rooms : [], clips: clipsAsked.splice(0) };
    },
    endClip: async (clipId, isKept) => clipEnds.get(clipId)?.resolve(isKept),
    leave: async () => undefined,
    openTrack: async ({ room, peer }) => {
      const trackId = randomUUID();
      const track = { trackId, folder: join(outDir, "journals", trackId), key: randomBytes(32) };
      ended.set(trackId, Promise.withResolvers<void>());
      unfinished.set(trackId, { name, trackId, folder: track.folder, known: [] });
      tracks.set(`${room}/${peer}`, [...(tracks.get(`${room}/${peer}`) ?? []), track]);
      return track;
    },
    noteSpeech: async (room, pieces) => void spoken.push(...pieces.map((piece) => ({ room, piece }))),
    enterSegment: async ({ trackId, seq }) => void unfinished.get(trackId)?.known.push(seq),
    endTrack: async (trackId) => {
      unfinished.delete(trackId);
      ended.get(trackId)?.resolve();
    },
    note: async () => undefined,
    unfinishedTracks: async () => [...unfinished.values()].filter((track) => track.name === name),
  });
  const tracksOf = async (room: string, peer: string): Promise<FilmTrack[]> => {
    const kept = tracks.get(`${room}/${peer}`);
    if (!kept) throw new Error("Nothing was kept.");
    return Promise.all(
      kept.map(async ({ trackId, folder, key }) => {
        const names = (await readdir(folder)).toSorted((a, b) => (a < b ? -1 : 1));
        const files = await Promise.all(names.map((name) => readFile(join(folder, name))));
        const records = files.flatMap((bytes) => readSegment(trackKey(key, trackId), bytes).records);
        return { ...metaOf(records), records };
      }),
    );
  };
  const startOf = (read: readonly FilmTrack[]): number => Math.min(...read.flatMap(({ records }) => records[0]?.atMs ?? [])) - 500;
  const node = new NodeProcess(env, officeOf(config.media.node));
  let place = { name: config.media.node, process: node };
  await node.start();
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  return {
    url: `http://localhost:${(http.address() as AddressInfo).port}`,
    node,
    startSecond: async () => {
      const started = new NodeProcess({ ...env, MEDIA_NODE: secondName }, officeOf(secondName));
      await started.start();
      second = started;
    },
    speechOf: (room, peer) => spoken.filter((one) => one.room === room && one.piece.peer === peer).map(({ piece }) => piece),
    closeRoom: (room) => {
      closedRooms.add(room);
      place.process.tell({ kind: "close", room });
    },
    clipFrom: (room, peer, secondsAfter) => {
      const clipId = randomUUID();
      const end = Promise.withResolvers<boolean>();
      clipEnds.set(clipId, end);
      clipsAsked.push({ clipId, room, peer, secondsBefore: 60, secondsAfter });
      return end.promise;
    },
    voiceOf: async (room, peer) => {
      const read = await tracksOf(room, peer);
      return assembleVoice(read.filter(({ source }) => source === "microphone"), startOf(read));
    },
    filmOf: async (room, peer) => {
      const read = await tracksOf(room, peer);
      return assembleFilm(read, "camera", startOf(read));
    },
    stopped: async (room, peer) => {
      for (const { trackId } of tracks.get(`${room}/${peer}`) ?? []) await ended.get(trackId)?.promise;
    },
    sealedFirst: async (room, peer) => ended.get(tracks.get(`${room}/${peer}`)?.[0]?.trackId ?? "")?.promise,
    hush: () => place.process.tell({ kind: "hush" }),
    cutSockets: () => place.process.tell({ kind: "cut" }),
    stop: async () => {
      // The second one first: without it the first one waits for nobody.
      const last = second;
      second = undefined;
      await last?.stop();
      await node.stop();
      http.close();
      http.closeAllConnections();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
