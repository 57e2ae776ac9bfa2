import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { CommandDefinition, CommandInput, CommandOutput, EventDefinition, EventPayload } from "#shared/protocol/define.ts";
import * as media from "#shared/protocol/media.ts";
import { protocolVersion } from "#shared/protocol/version.ts";
import type { RtpParameters } from "#shared/protocol/media-rtp.ts";
import { provisionMediaWorker } from "#scripts/media-worker/provision.ts";
import { startPublisher } from "#scripts/people/publisher.ts";
import { readConfig, type Config } from "#server/config.ts";
import { startMediaService, type MediaService } from "#server/media/service.ts";
import { createLocalBus } from "#server/platform/bus.ts";
import { createLog } from "#server/platform/log.ts";
import type { MediaOffice, NodeReport, OpenTrack, RoomNote } from "#server/platform/media-office.ts";
import { peerExpelledTopic, roomClosedTopic } from "#server/platform/media-topics.ts";
import { signTicket, ticketLifeMs, type Ticket } from "#server/platform/ticket.ts";

/** The media node alone: real workers, real sockets, no browser. What a browser shows is tested with browsers. */

const now = new Date("2026-11-22T14:00:00Z");
const bus = createLocalBus();
/** What the application knows of rooms. */
const closedInDatabase = new Set<string>();
const livesElsewhere = new Set<string>();
let isDraining = false;
let signalListeners = 0;
/** What it was told of people who are watched. */
const notes: RoomNote[] = [];
let present: NodeReport["present"] = [];
const office: MediaOffice = {
  report: async (node) => {
    isDraining = node.isDraining;
    present = node.present;
    return {
      closed: node.rooms.filter((room) => closedInDatabase.has(room)),
      moved: node.rooms.filter((room) => livesElsewhere.has(room)),
    };
  },
  leave: async () => undefined,
  openTrack: async ({ room }) => tracks.get(room)?.(),
  noteSpeech: async () => undefined,
  enterSegment: async () => undefined,
  endTrack: async (trackId) => void ended.push(trackId),
  note: async (_room, note) => void notes.push(note),
  unfinishedTracks: async () => [],
};
/** What the books answer to a recording of a room. */
const tracks = new Map<string, () => OpenTrack>();
const ended: string[] = [];
let config: Config;
let service: MediaService;
let url: string;
let stop: () => Promise<void>;

beforeAll(async () => {
  const workerBin = await provisionMediaWorker({ log: () => undefined });
  config = readConfig(
    { NODE_ENV: "test", DATABASE_URL: "postgres://nowhere/none", MEDIASOUP_WORKER_BIN: workerBin, LOG_LEVEL: "silent" },
    [],
  );
  signalListeners = process.listenerCount("SIGTERM");
  const http = createServer();
  service = await startMediaService({ config, bus, clock: { now: () => now }, log: createLog(config), office }, http);
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  stop = async () => {
    await service.stop();
    http.close();
  };
}, 600_000);
afterAll(() => stop());

const ticketFor = (room: string, peer: string, change: Partial<Ticket> = {}): string =>
  signTicket(config.secret, {
    node: config.media.node,
    room,
    peer,
    name: peer,
    role: "GUEST",
    canPublish: ["camera", "microphone"],
    recorded: [],
    expiresAt: "2026-11-22T14:05:00.000Z",
    ...change,
  });

type Reply<C extends CommandDefinition> = { ok: true; data: CommandOutput<C> } | { ok: false; code: string };

async function connect(auth: Record<string, unknown>): Promise<Socket> {
  const socket = io(`${url}/media`, {
    path: media.mediaPath,
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    auth,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  return socket;
}

class Guest {
  readonly socket: Socket;
  readonly heard: { readonly name: string; readonly payload: unknown }[] = [];
  epoch = 0;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.onAny((name: string, payload: unknown) => this.heard.push({ name, payload }));
  }

  static async arrive(ticket: string): Promise<Guest> {
    return new Guest(await connect({ ticket, version: protocolVersion }));
  }

  send<const C extends CommandDefinition>(command: C, input: CommandInput<C>): Promise<Reply<C>> {
    return this.raw(command.name, input) as Promise<Reply<C>>;
  }

  /** What the answer to an entry says is heard where it stands among what the room says. */
  raw(name: string, input: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.socket.timeout(5_000).emit(name, input, (error: Error | null, reply: { readonly data?: { readonly members?: unknown } }) => {
        if (error) return reject(error);
        const members = name === media.mediaJoin.name ? reply.data?.members : undefined;
        if (members) this.heard.push({ name: media.mediaChanged.name, payload: { members } });
        resolve(reply);
      });
    });
  }

  async must<const C extends CommandDefinition>(command: C, input: CommandInput<C>): Promise<CommandOutput<C>> {
    const reply = await this.send(command, input);
    if (!reply.ok) throw new Error(`${command.name}: ${reply.code}`);
    return reply.data;
  }

  async enter(room: string, resume?: { epoch: number }): Promise<CommandOutput<typeof media.mediaJoin>> {
    const joined = await this.must(media.mediaJoin, { room, wants: ["send", "receive"], ...(resume ? { resume } : {}) });
    this.epoch = joined.epoch;
    return joined;
  }

  leave(): void {
    this.socket.close();
  }
}

async function entered(room: string, peer: string, change: Partial<Ticket> = {}): Promise<Guest> {
  const guest = await Guest.arrive(ticketFor(room, peer, change));
  await guest.enter(room);
  return guest;
}

/** What somebody was told since they entered, and whom they know of by it. */
const changesOf = ({ heard }: Guest) =>
  heard.flatMap(({ name, payload }) => (name === media.mediaChanged.name ? [media.mediaChanged.payload.parse(payload)] : []));
const lastMembers = (guest: Guest) => changesOf(guest).findLast(({ members }) => members)?.members;
const goneFor = (guest: Guest): string[] => changesOf(guest).flatMap(({ gone = [] }) => gone);

const dtlsParameters = {
  role: "client" as const,
  fingerprints: [{ algorithm: "sha-256" as const, value: Array.from({ length: 32 }, () => "AB").join(":") }],
};
const voice = (ssrc: number): RtpParameters => ({
  mid: String(ssrc),
  codecs: [
    {
      mimeType: "audio/opus",
      payloadType: 111,
      clockRate: 48_000,
      channels: 2,
      parameters: { useinbandfec: 1 },
      rtcpFeedback: [],
    },
  ],
  headerExtensions: [],
  encodings: [{ ssrc }],
  rtcp: { cname: `c${ssrc}` },
});

async function speaking(room: string, peer: string, ssrc: number, change: Partial<Ticket> = {}) {
  const guest = await Guest.arrive(ticketFor(room, peer, change));
  const { transportId = "" } = (await guest.enter(room)).transports.send ?? {};
  const microphone = { source: "microphone" as const, kind: "audio" as const, rtpParameters: voice(ssrc), isPaused: false };
  const produce = { epoch: guest.epoch, transportId, dtlsParameters, sources: [microphone] };
  const [producerId = ""] = (await guest.must(media.mediaProduce, produce)).producerIds;
  return { guest, transportId, producerId, produce, microphone };
}

describe("entering", () => {
  test("[MEDIA-6] without a valid ticket there is no socket, and a ticket opens no other room", async () => {
    const refusals = await Promise.all(
      [
        {},
        { ticket: "nonsense", version: protocolVersion },
        { ticket: ticketFor("a", "p", { expiresAt: now.toISOString() }), version: protocolVersion },
        { ticket: ticketFor("a", "p"), version: 99 },
      ].map((auth) =>
        connect(auth).then(
          () => "let in",
          (error: Error) => error.message,
        ),
      ),
    );
    expect(refusals).toEqual(["BAD_INPUT", "ROOM_TICKET_INVALID", "ROOM_TICKET_INVALID", "BAD_INPUT"]);
    const guest = await Guest.arrive(ticketFor("room-a", "amina"));
    expect(await guest.send(media.mediaJoin, { room: "room-b" })).toEqual({ ok: false, code: "ROOM_TICKET_INVALID" });
    guest.leave();
  });

  test("[MEDIA-6] many who enter at once each end with the whole list", async () => {
    const names = ["a", "b", "c", "d", "e", "f"];
    const guests = await Promise.all(names.map((name) => entered("crowd", name)));
    for (const guest of guests)
      await expect
        .poll(() => {
          return lastMembers(guest)?.length;
        })
        .toBe(names.length);
    for (const guest of guests) guest.leave();
  });

  test("[MEDIA-8] a command of another generation, or before entering, is refused", async () => {
    const guest = await Guest.arrive(ticketFor("epochs", "amina"));
    const early = { epoch: 1, direction: "send" as const };
    expect(await guest.send(media.mediaTransport, early)).toEqual({ ok: false, code: "STALE_EPOCH" });
    await guest.enter("epochs");
    const first = guest.epoch;
    await guest.enter("epochs");
    expect(guest.epoch).toBeGreaterThan(first);
    expect(await guest.send(media.mediaTransport, { epoch: first, direction: "send" })).toEqual({
      ok: false,
      code: "STALE_EPOCH",
    });
    expect(await guest.send(media.mediaHears, { epoch: first, hears: [], misses: [] })).toEqual({
      ok: false,
      code: "STALE_EPOCH",
    });
    guest.leave();
  });

  test("[MEDIA-3] a new socket takes up its own generation with what it was sending; another epoch starts afresh", async () => {
    const { guest } = await speaking("resume", "amina", 1_001);
    guest.leave();
    const back = await Guest.arrive(ticketFor("resume", "amina"));
    const resumed = await back.enter("resume", { epoch: guest.epoch });
    expect(resumed).toMatchObject({ epoch: guest.epoch, isResumed: true, alive: ["microphone"] });
    const stranger = await Guest.arrive(ticketFor("resume", "amina"));
    const afresh = await stranger.enter("resume", { epoch: guest.epoch - 1 });
    expect(afresh).toMatchObject({ isResumed: false, alive: [] });
    await expect
      .poll(() => back.heard.filter(({ name }) => name === media.mediaEnded.name))
      .toEqual([{ name: media.mediaEnded.name, payload: { reason: "SUPERSEDED" } }]);
    stranger.leave();
  });

  test("[MEDIA-5] closing the room tells everybody and disconnects them", async () => {
    const guest = await entered("closing", "amina");
    bus.publish(roomClosedTopic("closing"));
    await expect.poll(() => guest.socket.connected).toBe(false);
    expect(guest.heard.at(-1)).toEqual({ name: media.mediaEnded.name, payload: { reason: "CLOSED" } });
  });

  test("[MEDIA-12] a room whose closing no hint announced is closed all the same", async () => {
    const guest = await entered("unannounced", "amina");
    closedInDatabase.add("unannounced");
    await expect.poll(() => guest.socket.connected, { timeout: 5_000 }).toBe(false);
    expect(guest.heard.at(-1)).toEqual({ name: media.mediaEnded.name, payload: { reason: "CLOSED" } });
  });

  test("[PLACE-3, NODE-1] a room that lives elsewhere now sends its people there and goes on until they left, not for ever", async () => {
    const guest = await entered("moving", "amina");
    livesElsewhere.add("moving");
    const told = (event: { readonly name: string }) => guest.heard.find(({ name }) => name === event.name)?.payload;
    await expect.poll(() => told(media.mediaMigrate), { timeout: 5_000 }).toMatchObject({ epoch: guest.epoch });
    // Nothing ends meanwhile.
    expect(await guest.send(media.mediaTransport, { epoch: guest.epoch, direction: "receive" })).toMatchObject({ ok: true });
    expect(told(media.mediaReset)).toBeUndefined();
    await expect.poll(() => told(media.mediaReset), { timeout: 25_000 }).toMatchObject({ reason: "MOVED" });
    guest.leave();
    const elsewhere = { ticket: ticketFor("moving", "amina", { node: "another" }), version: protocolVersion };
    await expect(connect(elsewhere)).rejects.toThrow("ROOM_TICKET_INVALID");
  });

  test("[MEDIA-11] a ticket that is still valid does not open a room again that was closed", async () => {
    const guest = await entered("ended", "amina");
    bus.publish(roomClosedTopic("ended"));
    await expect.poll(() => guest.socket.connected).toBe(false);
    const back = await Guest.arrive(ticketFor("ended", "amina"));
    expect(await back.send(media.mediaJoin, { room: "ended" })).toEqual({ ok: false, code: "ROOM_NOT_OPEN" });
    back.leave();
  });
});

test("[REC-18] a recording that the books could not take at first begins as soon as they can, without the person doing anything", async () => {
  let left = 2;
  const folder = await mkdtemp(join(tmpdir(), "recorded-"));
  tracks.set("kept-late", () => {
    if (left-- > 0) throw new Error("The database is away.");
    return { trackId: folder, folder, key: randomBytes(32) };
  });
  const line = await entered("kept-late", "line");
  const fed = await startPublisher({ url, ticket: ticketFor("kept-late", "amina", { recorded: ["microphone"] }), room: "kept-late", sources: ["microphone"] });
  const isRecorded = () => lastMembers(line)?.find(({ peer }) => peer === "amina")?.isRecorded;
  await expect.poll(() => fed.packetsSent, { timeout: 10_000 }).toBeGreaterThan(20);
  expect(isRecorded()).toBe(false);
  await expect.poll(isRecorded, { timeout: 10_000 }).toBe(true);
  bus.publish(roomClosedTopic("kept-late"));
  await expect.poll(() => ended, { timeout: 10_000 }).toContain(folder);
  expect(await readdir(folder)).not.toEqual([]);
  await rm(folder, { recursive: true });
});

test("[HST-10] what no command of a node knows is answered nothing and is told of once, of whoever says it: of a device at somebody's side, that person", async () => {
  const unknownOf = (peer: string) => notes.filter((note) => note.kind === "UNKNOWN_MESSAGE" && note.peer === peer);
  const silent = await entered("unknown", "joseph-k");
  const amina = await entered("unknown", "amina-k");
  const device = await Guest.arrive(ticketFor("unknown", "side:1", { part: "SIDE", of: "wei-k", canPublish: ["side"] }));
  const answers: unknown[] = [];
  for (const guest of [amina, device])
    for (const name of ["media:kick", media.mediaChanged.name, "creditTime"])
      for (let time = 0; time < 3; time += 1) guest.socket.emit(name, { peer: "joseph-k", epoch: amina.epoch }, (answer: unknown) => answers.push(answer));
  // Answered after all of those.
  for (const guest of [amina, device, silent]) await guest.raw(media.mediaHears.name, { epoch: guest.epoch, hears: [], misses: [] });
  await expect.poll(() => [unknownOf("amina-k").length, unknownOf("wei-k").length]).toEqual([1, 1]);
  expect([unknownOf("joseph-k"), unknownOf("side:1"), answers]).toEqual([[], [], []]);
  // Whoever comes again is the same person.
  amina.leave();
  const again = await entered("unknown", "amina-k");
  again.socket.emit("creditTime", {});
  await again.raw(media.mediaHears.name, { epoch: again.epoch, hears: [], misses: [] });
  expect(unknownOf("amina-k")).toHaveLength(1);
  for (const guest of [silent, again, device]) guest.leave();
});

test("[HST-10] a command of a node that leaves no way to be answered does nothing and is told of once in the same way", async () => {
  const unanswered = () => notes.filter((note) => note.kind === "UNKNOWN_MESSAGE" && note.peer === "amina-u");
  const guest = await entered("unanswered", "amina-u");
  guest.socket.emit(media.mediaLeave.name, { epoch: guest.epoch });
  guest.socket.emit(media.mediaLeave.name);
  await guest.raw(media.mediaHears.name, { epoch: guest.epoch, hears: [], misses: [] });
  await expect.poll(() => unanswered().length).toBe(1);
  // They did not leave: their command was not carried out.
  expect(await guest.raw(media.mediaHears.name, { epoch: guest.epoch, hears: [], misses: [] })).toMatchObject({ ok: true });
  guest.leave();
});

test.each([
  ["what it does not know", "creditTime"],
  ["what leaves no way to be answered", media.mediaHears.name],
])("[HST-10] to a node, %s counts as a command does, and whoever goes on saying it is cut off", async (_what, name) => {
  const guest = await entered("cut-off", "amina");
  const cut = new Promise<string>((done) => guest.socket.on("disconnect", done));
  for (let time = 0; time < 210; time += 1) guest.socket.emit(name, {});
  expect(await cut).toBe("io server disconnect");
});

describe("sending", () => {
  test("[MEDIA-7] what is malformed never reaches a worker, and is answered", async () => {
    const guest = await entered("bad-input", "amina");
    const { epoch } = guest;
    const { transportId } = await guest.must(media.mediaTransport, { epoch, direction: "send" });
    const microphone = { source: "microphone", kind: "audio", rtpParameters: voice(2_001), isPaused: false };
    const producing = (change: object, more: object[] = []) => ({ epoch, transportId, sources: [{ ...microphone, ...change }, ...more] });
    const look = { epoch, viewSeq: 1, view: [] };
    const malformed: [string, unknown][] = [
      ...media.mediaCommands.map(({ name }): [string, unknown] => [name, null]),
      [media.mediaProduce.name, { ...producing({}), dtlsParameters: { role: "client", fingerprints: [] } }],
      [media.mediaSetView.name, { ...look, connect: { transportId, dtlsParameters: { fingerprints: [{ algorithm: "sha-256", value: "no" }] } } }],
      [media.mediaProduce.name, producing({ rtpParameters: { codecs: [] } })],
      [media.mediaProduce.name, producing({ rtpParameters: { ...voice(2_001), encodings: [{ ssrc: -1 }] } })],
      [media.mediaProduce.name, producing({ source: "other" })],
      [media.mediaProduce.name, producing({}, [microphone])],
      [media.mediaProduce.name, { epoch, transportId, sources: [] }],
      [media.mediaJoin.name, { room: "bad-input", wants: ["elsewhere"] }],
    ];
    for (const [name, input] of malformed)
      expect(await guest.raw(name, input), name).toEqual({ ok: false, code: "BAD_INPUT" });
    const [pid] = service.workerPids();
    expect(pid).toBeGreaterThan(0);
    const connect = { transportId: "01a201dd-2f1d-74e5-88ae-4f262e103bba", dtlsParameters };
    expect(await guest.send(media.mediaSetView, { ...look, connect })).toEqual({ ok: false, code: "NOT_FOUND" });
    guest.leave();
  });

  test("[MEDIA-9] the same source again changes nothing, another one replaces it, and others hear of it", async () => {
    const listener = await entered("unique", "marc");
    const { guest, producerId, produce, microphone } = await speaking("unique", "amina", 3_001);
    await expect.poll(() => changesOf(listener).flatMap(({ producers = [] }) => producers.map((one) => one.producerId))).toEqual([producerId]);
    expect(await guest.must(media.mediaProduce, produce)).toEqual({ producerIds: [producerId] });
    const replacing = { ...produce, sources: [{ ...microphone, rtpParameters: voice(3_002) }] };
    const other = (await guest.must(media.mediaProduce, replacing)).producerIds;
    expect(other).not.toEqual([producerId]);
    await expect.poll(() => goneFor(listener)).toEqual([producerId]);
    await guest.must(media.mediaProducerState, { epoch: guest.epoch, source: "microphone", state: "ended" });
    await guest.must(media.mediaProducerState, { epoch: guest.epoch, source: "microphone", state: "ended" });
    await expect.poll(() => goneFor(listener)).toEqual([producerId, ...other]);
    const sending = (change: object) => guest.send(media.mediaProduce, { ...produce, sources: [{ ...microphone, ...change }] });
    expect(await sending({ source: "screen", kind: "video" })).toEqual({ ok: false, code: "FORBIDDEN" });
    expect(await sending({ kind: "video" })).toEqual({ ok: false, code: "FORBIDDEN" });
    const mute = await entered("unique", "listener-only", { canPublish: [] });
    expect(await mute.send(media.mediaTransport, { epoch: mute.epoch, direction: "send" })).toEqual({
      ok: false,
      code: "FORBIDDEN",
    });
    for (const one of [guest, listener, mute]) one.leave();
  });
});

test("[MEDIA-13] an open microphone of which nothing arrives is said to everybody in the room", async () => {
  const listener = await entered("silent", "marc");
  const { guest } = await speaking("silent", "amina", 6_001);
  const stalledOf = (seen: Guest) => {
    const members = lastMembers(seen) ?? [];
    return members.find(({ peer }) => peer === "amina")?.stalled;
  };
  for (const one of [guest, listener]) await expect.poll(() => stalledOf(one), { timeout: 6_000 }).toEqual(["microphone"]);
  for (const one of [guest, listener]) one.leave();
});

test("[MEDIA-25] a microphone that gives nothing but digital silence is known to everybody in the room as its page says it, and never noted; whoever enters again is believed to be heard", async () => {
  const listener = await entered("hushed", "marc");
  const { guest } = await speaking("hushed", "amina-h", 6_101);
  const soundlessFor = (seen: Guest) => (lastMembers(seen) ?? []).filter(({ isSoundless }) => isSoundless).map(({ peer }) => peer);
  await guest.must(media.mediaSoundless, { epoch: guest.epoch, isSoundless: true });
  for (const one of [guest, listener]) await expect.poll(() => soundlessFor(one)).toEqual(["amina-h"]);
  const again = await Guest.arrive(ticketFor("hushed", "amina-h"));
  const { members } = await again.enter("hushed", { epoch: guest.epoch });
  expect(members.filter(({ isSoundless }) => isSoundless)).toEqual([]);
  await expect.poll(() => soundlessFor(listener)).toEqual([]);
  await again.must(media.mediaSoundless, { epoch: guest.epoch, isSoundless: true });
  await again.must(media.mediaSoundless, { epoch: guest.epoch, isSoundless: false });
  await expect.poll(() => soundlessFor(listener)).toEqual([]);
  expect(await again.send(media.mediaSoundless, { epoch: guest.epoch, isSoundless: "a little" } as never)).toEqual({ ok: false, code: "BAD_INPUT" });
  expect(await again.send(media.mediaSoundless, { epoch: guest.epoch + 1, isSoundless: true })).toEqual({ ok: false, code: "STALE_EPOCH" });
  expect(notes.filter(({ peer }) => peer === "amina-h")).toEqual([]);
  for (const one of [again, listener]) one.leave();
});

describe("receiving", () => {
  test("[MEDIA-10] a source is received once, an older view is ignored, and what is gone is left out", async () => {
    const { guest, producerId } = await speaking("views", "amina", 4_001);
    const listener = await Guest.arrive(ticketFor("views", "marc"));
    const { epoch, routerCapabilities, producers } = await listener.enter("views");
    expect(producers).toEqual([{ producerId, peer: "amina", source: "microphone", kind: "audio", isPaused: false }]);
    const { transportId } = await listener.must(media.mediaTransport, { epoch, direction: "receive" });
    const gone = "01a201dd-2f1d-74e5-88ae-4f262e103bba";
    const wish = { epoch, transportId, producerIds: [producerId, gone], capabilities: routerCapabilities };
    const first = await listener.must(media.mediaConsume, wish);
    expect(first.consumers.map((consumer) => consumer.producerId)).toEqual([producerId]);
    expect(await listener.must(media.mediaConsume, wish)).toEqual(first);
    const view = [{ producerId, size: "full" as const }];
    expect(await listener.must(media.mediaSetView, { epoch, viewSeq: 5, view })).toEqual({ applied: 5 });
    expect(await listener.must(media.mediaSetView, { epoch, viewSeq: 4, view: [] })).toEqual({ applied: 5 });
    for (const one of [guest, listener]) one.leave();
  });

  test("[MEDIA-8] somebody who has left for good is gone for the others", async () => {
    const { guest, producerId } = await speaking("leaving", "amina", 5_001);
    const listener = await entered("leaving", "marc");
    await guest.must(media.mediaLeave, { epoch: guest.epoch });
    await expect.poll(() => goneFor(listener)).toEqual([producerId]);
    expect(await guest.send(media.mediaHears, { epoch: guest.epoch, hears: [], misses: [] })).toEqual({
      ok: false,
      code: "STALE_EPOCH",
    });
    for (const one of [guest, listener]) one.leave();
  });
});

describe("watching", () => {
  const watched = { part: "WATCHED" } as const;
  const watcher = { part: "WATCHER", canPublish: ["microphone"] } as const satisfies Partial<Ticket>;
  const last = <const E extends EventDefinition>({ heard }: Guest, event: E): EventPayload<E> | undefined => {
    const found = heard.findLast(({ name }) => name === event.name);
    return found && (z.parse(event.payload, found.payload) as EventPayload<E>);
  };
  const names = (members: readonly media.Member[] | undefined): string[] => (members ?? []).map(({ peer }) => peer).toSorted();
  const notesOf = (peer: string) => notes.filter((note) => note.peer === peer);

  test("[SUP-2] whoever is watched receives nothing and knows of nobody; watchers receive whom they watch", async () => {
    const amina = await speaking("watch", "amina", 5_001, watched);
    const joseph = await speaking("watch", "joseph", 5_002, watched);
    const marc = await speaking("watch", "marc", 5_003, watcher);
    const line = await entered("watch", "line", watcher);
    const seen = await line.enter("watch");
    expect(seen.producers.map(({ peer }) => peer).toSorted()).toEqual(["amina", "joseph"]);
    expect(names(seen.members)).toEqual(["amina", "joseph", "line", "marc"]);
    await expect.poll(() => names(lastMembers(amina.guest))).toEqual(["amina"]);
    expect(changesOf(amina.guest).flatMap(({ producers = [] }) => producers)).toEqual([]);
    const { transportId } = await amina.guest.must(media.mediaTransport, { epoch: amina.guest.epoch, direction: "receive" });
    const wanted = { epoch: amina.guest.epoch, transportId, producerIds: [joseph.producerId, marc.producerId], capabilities: seen.routerCapabilities };
    expect(await amina.guest.must(media.mediaConsume, wanted)).toEqual({ consumers: [] });
    for (const guest of [amina.guest, joseph.guest, marc.guest, line]) guest.leave();
  });

  test("[CAP-4] a listener is given what the circle sends, is known to it, and may send nothing", async () => {
    const amina = await speaking("captions", "amina-c", 5_041);
    const denis = await entered("captions", "denis-c", { part: "LISTENER", canPublish: [], recorded: [] });
    const seen = await denis.enter("captions");
    expect(seen.producers.map(({ peer }) => peer)).toEqual(["amina-c"]);
    await expect.poll(() => lastMembers(amina.guest)?.find(({ peer }) => peer === "denis-c")?.part).toBe("LISTENER");
    const { transportId } = await denis.must(media.mediaTransport, { epoch: denis.epoch, direction: "receive" });
    expect(await denis.send(media.mediaProduce, { ...amina.produce, epoch: denis.epoch, transportId })).toMatchObject({ ok: false });
    expect(await denis.send(media.mediaTransport, { epoch: denis.epoch, direction: "send" })).toMatchObject({ ok: false, code: "FORBIDDEN" });
    expect(await denis.send(media.mediaTalk, { epoch: denis.epoch, peer: "amina-c" })).toMatchObject({ ok: false, code: "FORBIDDEN" });
    for (const guest of [amina.guest, denis]) guest.leave();
  });

  test("[EASE-3] what gives way of somebody's pictures is known to themselves and to whoever watches them", async () => {
    const amina = await entered("eased", "amina-e", watched);
    const joseph = await entered("eased", "joseph-e", watched);
    const marc = await entered("eased", "marc-e", watcher);
    await amina.must(media.mediaEased, { epoch: amina.epoch, eased: ["SCREEN_SLOW", "CAMERA_SMALL"] });
    const easedOf = (guest: Guest, peer: string) => lastMembers(guest)?.find((one) => one.peer === peer)?.eased;
    await expect.poll(() => easedOf(marc, "amina-e")).toEqual(["SCREEN_SLOW", "CAMERA_SMALL"]);
    await expect.poll(() => easedOf(amina, "amina-e")).toEqual(["SCREEN_SLOW", "CAMERA_SMALL"]);
    expect([easedOf(marc, "joseph-e"), easedOf(joseph, "amina-e")]).toEqual([[], undefined]);
    expect(await amina.send(media.mediaEased, { epoch: amina.epoch, eased: ["MICROPHONE_OFF"] } as never)).toMatchObject({ code: "BAD_INPUT" });
    expect(notesOf("amina-e")).toEqual([]);
    for (const guest of [amina, joseph, marc]) guest.leave();
  });

  test("[SUP-3] a private talk is offered to one person, who is told who speaks; the second one ends the first", async () => {
    const [amina, joseph] = [await speaking("talk", "amina-t", 5_011, watched), await speaking("talk", "joseph-t", 5_012, watched)];
    const marc = await speaking("talk", "marc-t", 5_013, watcher);
    const { routerCapabilities: capabilities } = await (await entered("talk", "line-t", watcher)).enter("talk");
    const talk = (peer: string | null) => marc.guest.send(media.mediaTalk, { epoch: marc.guest.epoch, peer });
    expect(await talk("amina-t")).toMatchObject({ ok: true });
    await expect.poll(() => last(amina.guest, media.mediaTalking)).toEqual({ partner: { peer: "marc-t", name: "marc-t" } });
    await expect
      .poll(() => changesOf(amina.guest).flatMap(({ producers = [] }) => producers.map(({ producerId }) => producerId)))
      .toEqual([marc.producerId]);
    expect(last(joseph.guest, media.mediaTalking)).toBeUndefined();
    const receive = async ({ guest }: typeof amina) => {
      const { transportId } = await guest.must(media.mediaTransport, { epoch: guest.epoch, direction: "receive" });
      return (await guest.must(media.mediaConsume, { epoch: guest.epoch, transportId, producerIds: [marc.producerId], capabilities })).consumers.length;
    };
    expect([await receive(amina), await receive(joseph)]).toEqual([1, 0]);

    expect(await talk("joseph-t")).toMatchObject({ ok: true });
    await expect.poll(() => last(amina.guest, media.mediaTalking)).toEqual({ partner: null });
    expect(goneFor(amina.guest)).toEqual([marc.producerId]);
    expect([await receive(amina), await receive(joseph)]).toEqual([0, 1]);
    expect(await talk("nobody")).toEqual({ ok: false, code: "NOT_FOUND" });
    expect(await amina.guest.send(media.mediaTalk, { epoch: amina.guest.epoch, peer: "joseph-t" })).toEqual({ ok: false, code: "FORBIDDEN" });
    await marc.guest.must(media.mediaLeave, { epoch: marc.guest.epoch });
    await expect.poll(() => last(joseph.guest, media.mediaTalking)).toEqual({ partner: null });
    // On a slow machine their silent microphones are told too.
    const talks = notesOf("amina-t").concat(notesOf("joseph-t")).filter(({ kind }) => kind.startsWith("TALK_"));
    expect(talks).toEqual([
      { kind: "TALK_BEGUN", peer: "amina-t", by: "marc-t" },
      { kind: "TALK_ENDED", peer: "amina-t", by: "marc-t", why: "OTHER_TALK" },
      { kind: "TALK_BEGUN", peer: "joseph-t", by: "marc-t" },
      { kind: "TALK_ENDED", peer: "joseph-t", by: "marc-t", why: "LEFT" },
    ]);
    for (const guest of [amina.guest, joseph.guest, marc.guest]) guest.leave();
  });

  test("[SUP-3] a talk survives a short loss of a socket and ends with a long one", async () => {
    const amina = await entered("lost", "amina-l", watched);
    const marc = await entered("lost", "marc-l", watcher);
    await marc.must(media.mediaTalk, { epoch: marc.epoch, peer: "amina-l" });
    marc.leave();
    const back = await Guest.arrive(ticketFor("lost", "marc-l", watcher));
    await back.enter("lost", { epoch: marc.epoch });
    expect(last(back, media.mediaTalking)).toEqual({ partner: { peer: "amina-l", name: "amina-l" } });
    back.leave();
    await expect.poll(() => last(amina, media.mediaTalking), { timeout: 20_000 }).toEqual({ partner: null });
    expect(notesOf("amina-l").at(-1)).toEqual({ kind: "TALK_ENDED", peer: "amina-l", by: "marc-l", why: "LOST" });
    amina.leave();
  }, 30_000);

  test("[SUP-5] a source that stops or is missing after a reload is noted once, and once when it is back", async () => {
    const fed = await startPublisher({ url, ticket: ticketFor("sources", "wei", { ...watched, canPublish: ["camera"] }), room: "sources", sources: ["camera"] });
    await expect.poll(() => fed.packetsSent, { timeout: 10_000 }).toBeGreaterThan(20);
    const camera = { peer: "wei", source: "camera" };
    await expect.poll(() => notesOf("wei"), { timeout: 10_000 }).toEqual([{ kind: "SOURCE_BACK", ...camera }]);
    fed.setSilent("camera", true);
    await expect.poll(() => notesOf("wei").slice(1), { timeout: 10_000 }).toEqual([{ kind: "SOURCE_LOST", ...camera, sinceMs: expect.any(Number) }]);
    fed.setSilent("camera", false);
    await expect.poll(() => notesOf("wei").at(-1), { timeout: 10_000 }).toEqual({ kind: "SOURCE_BACK", ...camera });
    await fed.drop();
    // A page that was loaded again comes back without what it sent.
    const again = await entered("sources", "wei", watched);
    await expect.poll(() => notesOf("wei").map(({ kind }) => kind), { timeout: 10_000 }).toEqual(["SOURCE_BACK", "SOURCE_LOST", "SOURCE_BACK", "SOURCE_LOST"]);
    await again.must(media.mediaLeave, { epoch: again.epoch });
    again.leave();
  }, 60_000);

  test("[SUP-5, MEDIA-13] a screen of which nothing arrives any more, although it is still shared, is noticed within three seconds; a line that stands still takes no screen away", async () => {
    const ticket = ticketFor("screens", "wei-s", { ...watched, canPublish: ["camera", "screen"] });
    const fed = await startPublisher({ url, ticket, room: "screens", sources: ["camera", "screen"] });
    const of = (source: string) => notesOf("wei-s").flatMap((note) => ("source" in note && note.source === source ? [note.kind] : []));
    await expect.poll(() => [of("camera"), of("screen")], { timeout: 10_000 }).toEqual([["SOURCE_BACK"], ["SOURCE_BACK"]]);
    fed.setSilent("screen", true);
    await expect.poll(() => notesOf("wei-s").at(-1), { timeout: 6_000 }).toEqual({ kind: "SOURCE_LOST", peer: "wei-s", source: "screen", sinceMs: expect.any(Number) });
    fed.setSilent("screen", false);
    await expect.poll(() => of("screen").at(-1), { timeout: 6_000 }).toBe("SOURCE_BACK");
    const before = of("screen");
    for (const source of ["camera", "screen"] as const) fed.setSilent(source, true);
    await expect.poll(() => of("camera").at(-1), { timeout: 6_000 }).toBe("SOURCE_LOST");
    // Longer than a screen beside a living camera is waited for.
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    for (const source of ["camera", "screen"] as const) fed.setSilent(source, false);
    await expect.poll(() => of("camera").at(-1), { timeout: 6_000 }).toBe("SOURCE_BACK");
    expect(of("screen")).toEqual(before);
    await fed.drop();
  }, 60_000);

  test("[CUT-10] who is watched is there while anything of them arrives, with their socket lost too", async () => {
    const there = () => present.find(({ room }) => room === "unsaid")?.peers;
    const fed = await startPublisher({ url, ticket: ticketFor("unsaid", "wei-u", { ...watched, canPublish: ["camera"] }), room: "unsaid", sources: ["camera"] });
    const line = await entered("unsaid", "line-u", watcher);
    await expect.poll(there, { timeout: 10_000 }).toEqual(["wei-u", "line-u"]);
    fed.cut();
    await expect.poll(() => last(line, media.mediaChanged)?.members?.find(({ peer }) => peer === "wei-u")?.isConnected, { timeout: 10_000 }).toBe(false);
    present = [];
    await expect.poll(there, { timeout: 10_000 }).toEqual(["wei-u", "line-u"]);
    fed.setSilent("camera", true);
    await expect.poll(there, { timeout: 10_000 }).toEqual(["line-u"]);
    await fed.drop();
    line.leave();
  }, 60_000);

  test("[SUP-10] what another page of the same person does not bring is noted as lost with that page, and once", async () => {
    const ticket = ticketFor("pages", "wei-p", { ...watched, canPublish: ["camera"] });
    const first = await startPublisher({ url, ticket, room: "pages", sources: ["camera"] });
    const camera = { peer: "wei-p", source: "camera" };
    await expect.poll(() => notesOf("wei-p"), { timeout: 10_000 }).toEqual([{ kind: "SOURCE_BACK", ...camera }]);
    const second = await startPublisher({ url, ticket, room: "pages", sources: ["camera"] });
    await expect.poll(() => second.packetsSent, { timeout: 10_000 }).toBeGreaterThan(20);
    const third = await entered("pages", "wei-p", { ...watched, canPublish: ["camera"] });
    await expect.poll(() => notesOf("wei-p").slice(1), { timeout: 10_000 }).toEqual([{ kind: "SOURCE_LOST", ...camera, sinceMs: expect.any(Number), why: "HANDED_OVER" }]);
    await Promise.all([first.drop(), second.drop()]);
    await third.must(media.mediaLeave, { epoch: third.epoch });
    third.leave();
  }, 60_000);

  test("[SUP-14] whoever may not watch any more is put out of that room at once, and no older ticket lets them in again; a newer one does", async () => {
    const amina = await speaking("withdrawn", "amina-x", 5_031, watched);
    const ticket = ticketFor("withdrawn", "marc-x", watcher);
    const marc = await Guest.arrive(ticket);
    await marc.enter("withdrawn");
    const elsewhere = await entered("kept", "marc-x", watcher);
    bus.publish(peerExpelledTopic("withdrawn", "marc-x"));
    await expect.poll(() => last(marc, media.mediaEnded)).toEqual({ reason: "CLOSED" });
    await elsewhere.must(media.mediaSetView, { epoch: elsewhere.epoch, viewSeq: 1, view: [] });
    expect(last(elsewhere, media.mediaEnded)).toBeUndefined();
    const again = await Guest.arrive(ticket);
    expect(await again.send(media.mediaJoin, { room: "withdrawn" })).toEqual({ ok: false, code: "ROOM_NOT_OPEN" });
    const later = new Date(now.getTime() + ticketLifeMs + 1).toISOString();
    const asked = await Guest.arrive(ticketFor("withdrawn", "marc-x", { ...watcher, expiresAt: later }));
    expect((await asked.enter("withdrawn")).producers.map(({ peer }) => peer)).toEqual(["amina-x"]);
    for (const guest of [amina.guest, elsewhere, again, asked]) guest.leave();
  });

  test("[SUP-6] whoever is looked at in full is told so, and told when nobody does any more", async () => {
    const amina = await entered("looks", "amina-w", watched);
    const marc = await entered("looks", "marc-w", watcher);
    const line = await entered("looks", "line-w", watcher);
    const look = (guest: Guest, viewSeq: number, focus?: string) => guest.must(media.mediaSetView, { epoch: guest.epoch, viewSeq, focus, view: [] });
    await look(marc, 1, "amina-w");
    await expect.poll(() => last(amina, media.mediaWatched)).toEqual({ isWatched: true });
    await look(line, 1, "amina-w");
    await look(marc, 2);
    // Whatever was said to her before this answer has arrived.
    await amina.must(media.mediaSetView, { epoch: amina.epoch, viewSeq: 1, view: [] });
    expect(last(amina, media.mediaWatched)).toEqual({ isWatched: true });
    line.leave();
    await expect.poll(() => last(amina, media.mediaWatched)).toEqual({ isWatched: false });
    for (const guest of [amina, marc]) guest.leave();
  });
});

test("[MEDIA-4] a worker that dies is replaced, and its people are told to enter again", async () => {
  const guest = await entered("dying", "amina");
  const before = service.workerPids();
  for (const pid of before) process.kill(pid, "SIGKILL");
  await expect.poll(() => guest.heard.some(({ name }) => name === media.mediaReset.name), { timeout: 10_000 }).toBe(true);
  await expect.poll(() => service.workerPids().length, { timeout: 30_000 }).toBe(before.length);
  expect(await guest.send(media.mediaHears, { epoch: guest.epoch, hears: [], misses: [] })).toEqual({
    ok: false,
    code: "STALE_EPOCH",
  });
  const again = await guest.enter("dying", { epoch: guest.epoch });
  expect(again.isResumed).toBe(false);
  guest.leave();
});

test("[MEDIA-4] between a death and the next worker whoever enters waits for it, and is let in", async () => {
  const guest = await entered("entering", "amina");
  const reset = new Promise<void>((done) => guest.socket.once(media.mediaReset.name, () => done()));
  for (const pid of service.workerPids()) process.kill(pid, "SIGKILL");
  await reset;
  expect(await guest.send(media.mediaJoin, { room: "entering" })).toMatchObject({ ok: true, data: { isResumed: false } });
  guest.leave();
});

test("[TABLE-3] a device that sends one voice is there as long as it is heard, a person as long as they are connected", async () => {
  const there = () => present.find(({ room }) => room === "table");
  const marc = await entered("table", "marc");
  const { guest: device } = await speaking("table", "amina", 9_001, { canPublish: ["microphone"] });
  await expect.poll(there, { timeout: 3_000 }).toEqual({ room: "table", peers: ["marc", "amina"], microphones: ["amina"] });
  // It is connected and open, and nothing of it arrives.
  await expect.poll(there, { timeout: 10_000 }).toEqual({ room: "table", peers: ["marc"], microphones: [] });
  for (const guest of [marc, device]) guest.leave();
});

test("[NODE-1] a signal that asks the node to stop does not end its workers: the node does, once its people are elsewhere", () => {
  expect(service.workerPids().length).toBeGreaterThan(0);
  expect(process.listenerCount("SIGTERM")).toBe(signalListeners);
});

test("[NODE-2] a node whose workers die again and again wants to be rid of its rooms", async () => {
  expect(isDraining).toBe(false);
  for (let death = 0; death < 4; death += 1) {
    const before = service.workerPids();
    for (const pid of before) process.kill(pid, "SIGKILL");
    await expect.poll(() => service.workerPids().length > 0 && service.workerPids().every((pid) => !before.includes(pid)), { timeout: 30_000 }).toBe(true);
  }
  await expect.poll(() => isDraining, { timeout: 30_000 }).toBe(true);
});
