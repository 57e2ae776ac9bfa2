import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as mediasoup from "mediasoup";
import type { types } from "mediasoup";
import { readConfig } from "#server/config.ts";
import { startMediaService } from "#server/media/service.ts";
import { createLocalBus } from "#server/platform/bus.ts";
import { systemClock } from "#server/platform/clock.ts";
import { createLog } from "#server/platform/log.ts";
import type { MediaOffice } from "#server/platform/media-office.ts";
import { roomClosedTopic } from "#server/platform/media-topics.ts";
import type { FromNode, ToNode } from "./node-process.ts";

/** The real media service as a process of its own, as `npm start` runs it: what it asks of the application, it asks its parent. */

const config = readConfig(process.env, []);
const asked = new Map<number, PromiseWithResolvers<unknown>>();
const say = (message: FromNode): void => void process.send?.(message);

function ask<T>(method: keyof MediaOffice, ...given: readonly unknown[]): Promise<T> {
  const id = asked.size;
  const answer = Promise.withResolvers<unknown>();
  asked.set(id, answer);
  say({ kind: "ask", id, method, given });
  return answer.promise as Promise<T>;
}

const office: MediaOffice = {
  report: (node) => ask("report", node),
  endClip: (clipId, isKept) => ask("endClip", clipId, isKept),
  leave: () => ask("leave"),
  openTrack: (given) => ask("openTrack", given),
  noteSpeech: (room, pieces) => ask("noteSpeech", room, pieces),
  enterSegment: (segment) => ask("enterSegment", segment),
  endTrack: (trackId) => ask("endTrack", trackId),
  note: (room, note) => ask("note", room, note),
  unfinishedTracks: () => ask("unfinishedTracks"),
};

const bus = createLocalBus();
const http = createServer();
process.on("message", (message: ToNode) => {
  if (message.kind === "answer") asked.get(message.id)?.resolve(message.value);
});
// What goes on to browsers: stopped from outside, as by a fault of the worker that nobody is told of.
const voices = new Set<types.Consumer>();
mediasoup.observer.on("newworker", (worker) =>
  worker.observer.on("newrouter", (router) =>
    router.observer.on("newtransport", (transport) => {
      if (transport.type === "webrtc") transport.observer.on("newconsumer", (consumer) => consumer.kind === "audio" && voices.add(consumer));
    }),
  ),
);
const media = await startMediaService({ config, bus, clock: systemClock, log: createLog(config), office }, http);
process.on("message", (message: ToNode) => {
  if (message.kind === "close") bus.publish(roomClosedTopic(message.room));
  if (message.kind === "cut") for (const socket of media.sockets.of("/media").sockets.values()) socket.conn.close();
  if (message.kind === "hush") for (const voice of voices) if (!voice.closed) void voice.pause();
  if (message.kind === "pids") say({ kind: "pids", pids: media.workerPids() });
  if (message.kind === "stop") void media.stop().then(() => process.exit(0));
});
process.once("disconnect", () => process.exit(0));
http.listen(config.port, "127.0.0.1", () => say({ kind: "ready", port: (http.address() as AddressInfo).port }));
