import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { afterEach, expect, test } from "vitest";
import { Signal, SignalError } from "#client/features/rooms/media/signal.ts";
import { mediaNamespace, mediaPath } from "#shared/protocol/media.ts";

/** The browser's end of a socket to a media node, against a server that dies at the worst moments. */

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function startNode(onArrival: (drop: () => void, letIn: () => void) => void): Promise<string> {
  const http = createServer();
  const sockets = new Server(http, { path: mediaPath, transports: ["websocket"] });
  sockets.of(mediaNamespace).use((socket, next) => onArrival(() => socket.conn.close(), next));
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  stops.push(() => sockets.close());
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

test("[MEDIA-14] a node that lets go of a socket before anybody has entered is a failed attempt, not an endless one", async () => {
  const url = await startNode((drop) => drop());
  await expect(Signal.open(url, "a ticket")).rejects.toEqual(new SignalError("OFFLINE"));
});

test("[MEDIA-14] a node that opens a socket and says nothing more is a failed attempt too", async () => {
  const url = await startNode(() => undefined);
  await expect(Signal.open(url, "a ticket")).rejects.toEqual(new SignalError("OFFLINE"));
}, 20_000);
