import type { Socket } from "socket.io-client";
import * as media from "#shared/protocol/media.ts";
import type { Figure } from "../figures.ts";
import { startServiceApart, type ServiceApart, type Usage } from "./apart.ts";
import { connect, send } from "./guest.ts";
import { sources, sourceParameters } from "./joining.ts";

/** Enough for a node as it is after its first hour: what the processor has not met yet costs twice as much. */
const rounds = 120;
const group = 8;
const joinsForMemory = 1_000;

/** Joins, and what a thousand comings and goings leave behind. */
export async function measureJoins(workerBin: string): Promise<Figure[]> {
  const node = await startServiceApart(workerBin);
  try {
    for (let warm = 0; warm < 40; warm += 1) {
      await (await joinOurs(node, `warm-${warm}`)).leave();
      await joinBare(node);
    }
    const waits: number[] = [];
    let [ours, bare] = [0, 0];
    // In short turns: on a machine that does other things too, both meet the same of it.
    for (let round = 0; round < rounds; round += 1) {
      const before = await node.ask({ kind: "usage" });
      const here = await joinOurs(node, `round-${round}`);
      ours += (await node.ask({ kind: "usage" })).cpuMs - before.cpuMs;
      waits.push(...here.waits);
      await here.leave();
      bare += await joinBare(node);
    }
    const aSecond = (ms: number): string => ((1_000 * rounds * group) / ms).toFixed(0);
    const growth = await measureMemory(node);
    const p99 = waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? 0;
    return [
      {
        name: "Joins a second of processor time, against bare mediasoup",
        value: `${aSecond(ours)}, ${(bare / ours).toFixed(2)} × ${aSecond(bare)}`,
        target: "≥ 0.6 ×",
        how: `two transports, three sources sent, all three recorded, three received; socket, ticket, every check and what the others are told included; bare: the same calls to mediasoup; of node and worker, ${rounds} groups of ${group} each, in turn; p99 ${p99.toFixed(0)} ms`,
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
    for (let done = 0; done < joinsForMemory; done += group) await (await joinOurs(node, `${name}-${done}`)).leave();
    return node.ask({ kind: "memory" });
  };
  const before = await comeAndGo("first");
  const after = await comeAndGo("second");
  return { resident: after.resident / before.resident - 1, heap: after.heap / before.heap - 1 };
}

/** The processor time of one group by mediasoup's own calls. */
async function joinBare(node: ServiceApart): Promise<number> {
  const before = await node.ask({ kind: "usage" });
  const after = await node.ask({ kind: "bare", people: group });
  await node.ask({ kind: "bare-leaves" });
  return after.cpuMs - before.cpuMs;
}

/** One group that comes one by one: how long each person waited, and how they go. */
async function joinOurs(node: ServiceApart, room: string): Promise<{ readonly waits: number[]; leave(): Promise<void> }> {
  const here: { readonly socket: Socket; readonly epoch: number }[] = [];
  const waits: number[] = [];
  let sent: string[] = [];
  for (let person = 0; person < group; person += 1) {
    const began = performance.now();
    const socket = await connect(node, room, person, { recorded: [...sources] });
    const joined = await send(socket, media.mediaJoin, { room, wants: ["send", "receive"] });
    const { epoch, routerCapabilities: capabilities } = joined;
    const { send: sending, receive: receiving } = joined.transports;
    if (!sending || !receiving) throw new Error("The transports were not made.");
    here.push({ socket, epoch });
    const described = sources.map((source, index) => ({
      source,
      kind: source === "microphone" ? ("audio" as const) : ("video" as const),
      rtpParameters: sourceParameters(source, person * 10 + index),
      isPaused: false,
    }));
    const earlier = sent;
    sent = (await send(socket, media.mediaProduce, { epoch, transportId: sending.transportId, sources: described })).producerIds;
    if (earlier.length > 0) {
      const { consumers } = await send(socket, media.mediaConsume, { epoch, transportId: receiving.transportId, producerIds: earlier, capabilities });
      if (consumers.length !== earlier.length) throw new Error("Not everything could be received.");
    }
    waits.push(performance.now() - began);
  }
  const leave = async (): Promise<void> => {
    for (const { socket, epoch } of here) {
      await send(socket, media.mediaLeave, { epoch });
      socket.close();
    }
  };
  return { waits, leave };
}
