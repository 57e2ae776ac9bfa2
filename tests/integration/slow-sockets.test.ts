import { createServer, request } from "node:http";
import type { AddressInfo, Socket as TcpSocket } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Server } from "socket.io";
import { io as connect } from "socket.io-client";
import { afterEach, expect, test } from "vitest";
import { mediaNamespace, mediaPath } from "#shared/protocol/media.ts";
import { protocolVersion } from "#shared/protocol/version.ts";
import { provisionMediaWorker } from "#scripts/media-worker/provision.ts";
import { readConfig } from "#server/config.ts";
import { startMediaService } from "#server/media/service.ts";
import { createLocalBus } from "#server/platform/bus.ts";
import { systemClock } from "#server/platform/clock.ts";
import { createLog } from "#server/platform/log.ts";
import { signTicket } from "#server/platform/ticket.ts";
import { createSocketServer } from "#server/transport/socket.ts";

/** A browser whose connection stays open and which takes nothing from it any more, beside one that reads. */

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

const http = async () => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  stops.push(() => new Promise((done) => server.close(done)));
  return { server, port: (server.address() as AddressInfo).port };
};

/** Opens a real socket and enters a namespace by hand: the usual client always reads. */
async function openUnread(port: number, path: string, entry: string): Promise<TcpSocket> {
  const headers = { connection: "Upgrade", upgrade: "websocket", "sec-websocket-version": "13", "sec-websocket-key": Buffer.alloc(16).toString("base64") };
  const asked = request({ host: "127.0.0.1", port, path: `${path}/?EIO=4&transport=websocket`, headers }).end();
  const socket = await new Promise<TcpSocket>((resolve, reject) => {
    asked.once("upgrade", (_response, upgraded: TcpSocket) => resolve(upgraded));
    asked.once("error", reject);
  });
  socket.on("error", () => undefined);
  stops.push(async () => socket.destroy());
  const text = Buffer.from(entry);
  // One text frame; a mask of nothing but zeros leaves it as it is.
  const length = text.length < 126 ? [0x80 | text.length] : [0x80 | 126, text.length >> 8, text.length & 0xff];
  socket.write(Buffer.concat([Buffer.from([0x81, ...length, 0, 0, 0, 0]), text]));
  return socket.pause();
}

/** More than the buffers of any system hold. */
const mostFrames = 3_000;

async function expectClosed(io: Server, name: string, port: number, path: string, auth: () => Record<string, unknown>): Promise<void> {
  const namespace = io.of(name);
  const reader = connect(`http://127.0.0.1:${port}${name}`, { path, transports: ["websocket"], auth: auth(), reconnection: false });
  stops.push(async () => reader.close());
  let read = 0;
  reader.on("news", () => (read += 1));
  await new Promise<void>((resolve) => reader.once("connect", resolve));

  const closed = new Promise<string>((resolve) => namespace.on("connection", (socket) => void socket.on("disconnect", resolve)));
  let reason: string | undefined;
  void closed.then((given) => (reason = given));
  await openUnread(port, path, `40${name === "/" ? "" : `${name},`}${JSON.stringify(auth())}`);
  await expect.poll(() => namespace.sockets.size).toBe(2);

  const news = "x".repeat(32_000);
  let sent = 0;
  for (; sent < mostFrames && reason === undefined; sent += 1) {
    namespace.emit("news", news);
    await nextTurn();
  }
  expect(reason).toBe("forced close");
  // Whoever reads is told all of it, however much is sent in one go.
  for (let count = 0; count < 500; count += 1) namespace.emit("news", "");
  await expect.poll(() => read, { timeout: 20_000 }).toBe(sent + 500);
  expect([...namespace.sockets.keys()]).toEqual([reader.id]);
}

const configOf = (workerBin: string) =>
  readConfig({ NODE_ENV: "test", DATABASE_URL: "postgres://nowhere/none", MEDIASOUP_WORKER_BIN: workerBin, LOG_LEVEL: "silent" }, []);

test("[DOOR-17] a page that does not read its hints any more is let go before they fill the server's memory", async () => {
  const { server, port } = await http();
  const config = configOf("");
  const io = createSocketServer(server, { config, log: createLog(config) });
  stops.push(() => io.close());
  await expectClosed(io, "/", port, "/socket", () => ({}));
});

test("[DOOR-17] whoever does not read what a media node signals is let go too", async () => {
  const { server, port } = await http();
  const config = configOf(await provisionMediaWorker({ log: () => undefined }));
  const nothing = async (): Promise<undefined> => undefined;
  const office = {
    report: async () => ({ closed: [], moved: [] }),
    leave: nothing,
    openTrack: nothing,
    noteSpeech: nothing,
    enterSegment: nothing,
    endTrack: nothing,
    note: nothing,
    unfinishedTracks: async () => [],
  };
  const media = await startMediaService({ config, bus: createLocalBus(), clock: systemClock, log: createLog(config), office }, server);
  stops.push(() => media.stop());
  const expiresAt = new Date(systemClock.now().getTime() + 60_000).toISOString();
  const ticket = signTicket(config.secret, { node: config.media.node, room: "room", peer: "peer", name: "peer", role: "GUEST", canPublish: [], recorded: [], expiresAt });
  await expectClosed(media.sockets, mediaNamespace, port, mediaPath, () => ({ ticket, version: protocolVersion }));
});
