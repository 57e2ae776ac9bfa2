import type { Socket } from "socket.io-client";
import * as media from "#shared/protocol/media.ts";
import { median, type Figure } from "../figures.ts";
import { startServiceApart, type ServiceApart, type Usage } from "./apart.ts";
import { connect, send } from "./guest.ts";
import { sources, sourceParameters } from "./joining.ts";

const rounds = 5;
const groupsInTurn = 6;
const group = 8;
const joinsForMemory = 1_000;

/** Joins, and what a thousand comings and goings leave behind. */
export async function measureJoins(workerBin: string): Promise<Figure[]> {
  const node = await startServiceApart(workerBin);
  try {
    for (let warm = 0; warm < 6; warm += 1) {
      await joinOurs(node, `warm-${warm}`);
      await node.ask({ kind: "bare", people: group });
    }
    const turns = [];
    const waits: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const before = await node.ask({ kind: "usage" });
      for (let turn = 0; turn < groupsInTurn; turn += 1) waits.push(...(await joinOurs(node, `${round}-${turn}`)));
      const between = await node.ask({ kind: "usage" });
      let after = between;
      for (let turn = 0; turn < groupsInTurn; turn += 1) after = await node.ask({ kind: "bare", people: group });
      turns.push({ ours: between.cpuMs - before.cpuMs, bare: after.cpuMs - between.cpuMs });
    }
    const perJoin = (ms: number): number => ms / (groupsInTurn * group);
    const ours = perJoin(median(turns.map((turn) => turn.ours)));
    const bare = perJoin(median(turns.map((turn) => turn.bare)));
    const growth = await measureMemory(node);
    const p99 = waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? 0;
    return [
      {
        name: "Joins a second of processor time, against bare mediasoup",
        value: `${(1_000 / ours).toFixed(0)}, ${median(turns.map((turn) => turn.bare / turn.ours)).toFixed(2)} × ${(1_000 / bare).toFixed(0)}`,
        target: "≥ 0.6 ×",
        how: `two transports, three sources sent, the voice recorded, three received; socket, ticket and every check included; CPU of node and workers, ${rounds} turns; p99 ${p99.toFixed(0)} ms`,
      },
      {
        name: `Memory after ${joinsForMemory} joins and leaves`,
        value: `${(growth.resident * 100).toFixed(1)} % more resident, ${(growth.heap * 100).toFixed(1)} % more in Node’s heap`,
        target: "< 5 %",
        how: `of node and workers together, against what it was after ${joinsForMemory} joins and leaves before them`,
      },
    ];
  } finally {
    node.stop();
  }
}

/** The first ones fill what every process fills once; what the next ones add would go on being added. */
async function measureMemory(node: ServiceApart): Promise<{ readonly resident: number; readonly heap: number }> {
  const comeAndGo = async (name: string): Promise<Usage> => {
    for (let done = 0; done < joinsForMemory; done += group) await joinOurs(node, `${name}-${done}`);
    return node.ask({ kind: "memory" });
  };
  const before = await comeAndGo("first");
  const after = await comeAndGo("second");
  return { resident: after.resident / before.resident - 1, heap: after.heap / before.heap - 1 };
}

/** One group that comes one by one, and goes; how long each person waited. */
async function joinOurs(node: ServiceApart, room: string): Promise<number[]> {
  const here: { readonly socket: Socket; readonly epoch: number }[] = [];
  const waits: number[] = [];
  let sent: string[] = [];
  for (let person = 0; person < group; person += 1) {
    const began = performance.now();
    const socket = await connect(node, room, person);
    const { epoch, routerCapabilities: capabilities } = await send(socket, media.mediaJoin, { room });
    here.push({ socket, epoch });
    const [sending, receiving] = [
      await send(socket, media.mediaTransport, { epoch, direction: "send" }),
      await send(socket, media.mediaTransport, { epoch, direction: "receive" }),
    ];
    const earlier = sent;
    sent = [];
    for (const [index, source] of sources.entries()) {
      const kind = source === "microphone" ? "audio" : "video";
      const rtpParameters = sourceParameters(source, person * 10 + index);
      const { producerId } = await send(socket, media.mediaProduce, { epoch, transportId: sending.transportId, source, kind, rtpParameters, isPaused: false });
      sent.push(producerId);
    }
    if (earlier.length > 0) {
      const { consumers } = await send(socket, media.mediaConsume, { epoch, transportId: receiving.transportId, producerIds: earlier, capabilities });
      if (consumers.length !== earlier.length) throw new Error("Not everything could be received.");
    }
    waits.push(performance.now() - began);
  }
  for (const { socket, epoch } of here) {
    await send(socket, media.mediaLeave, { epoch });
    socket.close();
  }
  return waits;
}
