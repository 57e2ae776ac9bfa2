import { setTimeout as pause } from "node:timers/promises";
import type { Socket } from "socket.io-client";
import { rtpOf, type Stream } from "#scripts/people/rtp.ts";
import * as media from "#shared/protocol/media.ts";
import type { Ticket } from "#server/platform/ticket.ts";
import { median, type Figure } from "../figures.ts";
import { startServiceApart, type ServiceApart } from "./apart.ts";
import type { Sent } from "./bare-rooms.ts";
import { connect, send } from "./guest.ts";
import { sources } from "./joining.ts";
import { openSink, startSending, type Flow } from "./sender.ts";

const rounds = 5;
const secondsEach = 4;
const group = 16;
const watchers = 3;
/** A voice of 50 packets a second, a picture of 25 times three packets. */
const loud = { microphone: { everyMs: 20, bytes: 88 }, camera: { everyMs: 40, bytes: 3_200 } } as const;
/** What a supervised candidate sends: a voice of 17 packets a second, camera and screen of 420 and 300 kb/s. */
const supervised = { microphone: { everyMs: 60, bytes: 88 }, camera: { everyMs: 66, bytes: 3_460 }, screen: { everyMs: 200, bytes: 7_500 } } as const;
type Rates = Readonly<Partial<Record<media.MediaSource, Pick<Flow, "everyMs" | "bytes">>>>;

interface Load {
  readonly workerMs: number;
  readonly nodeMs: number;
  readonly sent: number;
  readonly forwarded: number;
}

/** Forwarding as the application does it, with and without recording, against mediasoup's own calls: CPU a packet. */
export async function measureForwarding(workerBin: string): Promise<Figure[]> {
  const node = await startServiceApart(workerBin);
  try {
    const turns: { readonly bare: Load; readonly ours: Load; readonly recorded: Load }[] = [];
    for (let round = 0; round < rounds; round += 1)
      turns.push({
        bare: await loadBare(node),
        ours: await loadOurs(node, `plain-${round}`, loud, { recorded: [] }, watchers),
        recorded: await loadOurs(node, `kept-${round}`, loud, { recorded: ["microphone", "camera"] }, watchers),
      });
    const each = (pick: (turn: (typeof turns)[number]) => number): number => median(turns.map(pick));
    const ofWorker = ({ workerMs, sent, forwarded }: Load): number => (workerMs * 1_000) / (sent + forwarded);
    const how = `${group} people send ${rate(loud)} packets a second each to ${watchers}, plain RTP, in turn, median of ${rounds} turns of ${secondsEach} s`;
    return [
      {
        name: "Forwarding, against bare mediasoup",
        value: `${each(({ ours, bare }) => ofWorker(bare) / ofWorker(ours)).toFixed(2)} × at ${each(({ ours }) => ofWorker(ours)).toFixed(1)} µs of the worker a packet`,
        target: "≥ 0.95 ×",
        how: `${how}; Node itself ${each(({ ours }) => ours.nodeMs / secondsEach).toFixed(0)} ms a second, bare ${each(({ bare }) => bare.nodeMs / secondsEach).toFixed(0)}`,
      },
      {
        name: "Forwarding with everything recorded, against without",
        value: `${each(({ ours, recorded }) => ofWorker(ours) / ofWorker(recorded)).toFixed(2)} ×`,
        target: "≥ 0.55 ×",
        how: `same people, worker; Node ${each(({ recorded }) => (recorded.nodeMs * 1_000) / recorded.sent).toFixed(0)} µs a recorded packet (≤ 30), journal encrypted and written`,
      },
      await supervision(node),
    ];
  } finally {
    node.stop();
  }
}

async function supervision(node: ServiceApart): Promise<Figure> {
  const change: Partial<Ticket> = { part: "WATCHED", recorded: [], remembered: [...sources] };
  const loads: Load[] = [];
  for (let round = 0; round < 3; round += 1) loads.push(await loadOurs(node, `watched-${round}`, supervised, change, 1));
  const perPerson = (pick: (load: Load) => number): number => median(loads.map(pick)) / secondsEach / group;
  const [worker, recorder] = [perPerson(({ workerMs }) => workerMs), perPerson(({ nodeMs }) => nodeMs)];
  return {
    name: "Processor of one supervised candidate",
    value: `${worker.toFixed(1)} ms of the worker and ${recorder.toFixed(1)} ms of Node a second`,
    how: `${group} candidates send camera, screen and voice (${rate(supervised)} packets a second each), all remembered on the disk, all watched by one adviser; at 60 % of a core a worker holds ${Math.floor(600 / worker)} and Node’s recorder ${Math.floor(600 / recorder)}`,
  };
}

async function loadBare(node: ServiceApart): Promise<Load> {
  const people = Array.from({ length: group }, () => sourcesOf(loud));
  const { ports = [] } = await node.ask({ kind: "send-bare", people: people.map((one) => one.map(({ source, rtpParameters }): Sent => ({ source, rtpParameters }))) });
  const flows = people.flatMap((one, index) => one.map(({ stream, everyMs, bytes }): Flow => ({ stream, everyMs, bytes, port: ports[index] ?? 0 })));
  return underLoad(node, "bare", flows, watchers);
}

async function loadOurs(node: ServiceApart, room: string, rates: Rates, change: Partial<Ticket>, count: number): Promise<Load> {
  const flows: Flow[] = [];
  const here: { readonly socket: Socket; readonly epoch: number }[] = [];
  for (let person = 0; person < group; person += 1) {
    const socket = await connect(node, room, person, change);
    const { epoch } = await send(socket, media.mediaJoin, { room });
    here.push({ socket, epoch });
    const { transportId, port } = await send(socket, media.mediaSimulate, { epoch });
    const sent = sourcesOf(rates);
    const described = sent.map(({ source, rtpParameters, stream }) => ({ source, kind: stream.kind, rtpParameters, isPaused: false }));
    await send(socket, media.mediaProduce, { epoch, transportId, sources: described });
    flows.push(...sent.map(({ stream, everyMs, bytes }) => ({ stream, everyMs, bytes, port })));
  }
  const load = await underLoad(node, "ours", flows, count);
  for (const { socket, epoch } of here) {
    await send(socket, media.mediaLeave, { epoch });
    socket.close();
  }
  return load;
}

async function underLoad(node: ServiceApart, side: "ours" | "bare", flows: readonly Flow[], count: number): Promise<Load> {
  const sink = await openSink();
  await node.ask({ kind: "watch", side, watchers: count, port: sink.port });
  const stop = await startSending(flows);
  // What begins is not what goes on.
  await pause(1_000);
  const [before, received] = [await node.ask({ kind: "usage" }), sink.count()];
  await pause(secondsEach * 1_000);
  const [after, forwarded] = [await node.ask({ kind: "usage" }), sink.count() - received];
  stop();
  sink.close();
  await node.ask({ kind: "stop-watching" });
  if (forwarded === 0) throw new Error("Nothing was forwarded.");
  return { workerMs: after.workerMs[side] - before.workerMs[side], nodeMs: after.nodeMs - before.nodeMs, sent: forwarded / count, forwarded };
}

function sourcesOf(rates: Rates): (Sent & Pick<Flow, "everyMs" | "bytes"> & { readonly stream: Stream })[] {
  return sources.flatMap((source) => {
    const given = rates[source];
    return given ? [{ source, ...rtpOf(source), ...given }] : [];
  });
}

const rate = (rates: Rates): number =>
  Math.round(Object.values(rates).reduce((sum, { everyMs, bytes }) => sum + (1_000 / everyMs) * Math.ceil(bytes / 1_100), 0));
