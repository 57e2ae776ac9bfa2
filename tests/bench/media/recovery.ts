import { setTimeout as pause } from "node:timers/promises";
import type { Socket } from "socket.io-client";
import { rtpOf } from "#scripts/people/rtp.ts";
import * as media from "#shared/protocol/media.ts";
import { median, type Figure } from "../figures.ts";
import { startServiceApart } from "./apart.ts";
import type { Sent } from "./bare-rooms.ts";
import { connect, send } from "./guest.ts";
import { startSending, type Flow } from "./sender.ts";

// One more death within ten minutes, and the node would want to be rid of its rooms.
const rounds = 3;
const group = 6;
const source = "microphone";

/** A worker is killed under a group whose voices are recorded: until every voice is recorded again. */
export async function measureRecovery(workerBin: string): Promise<Figure[]> {
  const node = await startServiceApart(workerBin);
  const people = Array.from({ length: group }, () => rtpOf(source));
  const sent = people.map(({ rtpParameters }): Sent[] => [{ source, rtpParameters }]);
  const flowsOf = (ports: readonly number[]): Flow[] =>
    people.map(({ stream }, index) => ({ stream, port: ports[index] ?? 0, everyMs: 20, bytes: 88 }));
  try {
    const bareFlows = flowsOf((await node.ask({ kind: "send-bare", people: sent })).ports ?? []);
    node.onPorts((ports) => bareFlows.forEach((flow, index) => (flow.port = ports[index] ?? 0)));
    const ourFlows = flowsOf([]);
    await Promise.all(ourFlows.map((flow, person) => stay(node, person, flow, sent[person]?.[0])));
    const stop = await startSending([...bareFlows, ...ourFlows]);
    const turns: { readonly bare: number; readonly ours: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const kill = async (side: "bare" | "ours"): Promise<number> => {
        await pause(1_000);
        return (await node.ask({ kind: "kill", side, people: sent })).recoveredMs ?? Number.NaN;
      };
      turns.push({ bare: await kill("bare"), ours: await kill("ours") });
    }
    stop();
    return [
      {
        name: "A worker is killed: until every voice is recorded again",
        value: `${median(turns.map(({ ours }) => ours)).toFixed(0)} ms, ${median(turns.map(({ ours, bare }) => ours / bare)).toFixed(2)} × bare mediasoup’s ${median(turns.map(({ bare }) => bare)).toFixed(0)} ms`,
        target: "≤ 1.3 ×",
        how: `${group} people in one room, told by their sockets, entering anew without the jitter that pages add (up to 0.5 s), ${rounds} kills each, in turn; bare: a new worker, router, transports, producers and recording consumers at once`,
      },
    ];
  } finally {
    node.stop();
  }
}

/** Enters, and enters anew as soon as they are told to. */
async function stay(node: { readonly url: string }, person: number, flow: Flow, sent: Sent | undefined): Promise<void> {
  if (!sent) return;
  const room = "recovering";
  const socket = await connect(node, room, person, { recorded: [source] });
  const enter = async (): Promise<void> => {
    const { epoch } = await entered(socket, room);
    const { transportId, port } = await send(socket, media.mediaSimulate, { epoch });
    await send(socket, media.mediaProduce, { epoch, transportId, sources: [{ source, kind: "audio", rtpParameters: sent.rtpParameters, isPaused: false }] });
    flow.port = port;
  };
  socket.on(media.mediaReset.name, () => void enter());
  await enter();
}

/** Refused while there is no worker, for a tenth of a second; a page tries again as well. */
async function entered(socket: Socket, room: string): Promise<{ readonly epoch: number }> {
  for (;;) {
    try {
      return await send(socket, media.mediaJoin, { room });
    } catch (error) {
      if (!(error instanceof Error && error.message.endsWith("UNAVAILABLE"))) throw error;
      await pause(20);
    }
  }
}
