import { createSocket } from "node:dgram";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { packetsOf, readIvf, silence, type Stream } from "#scripts/people/rtp.ts";
import { inProject } from "#scripts/steps/project.ts";

/** What is sent of one source: where to, how often, how much at a time. */
export interface Flow {
  readonly stream: Stream;
  /** Changes when its person has entered anew. */
  port: number;
  readonly everyMs: number;
  readonly bytes: number;
}

const tickMs = 10;
const [keyFrame = Buffer.alloc(0)] = readIvf(readFileSync(inProject("scripts", "people", "test-picture.ivf")));
const sound = Buffer.concat([silence, Buffer.alloc(80)]);
/** A key frame each time, filled up: a node forwards from the first packet on, and looks at no more than the head. */
const payloadOf = ({ stream, bytes }: Flow): Buffer =>
  stream.kind === "audio" ? sound : Buffer.concat([keyFrame, Buffer.alloc(Math.max(0, bytes - keyFrame.length))]);

/** Sends evenly, making up for ticks that came late; answers how to stop. */
export async function startSending(flows: readonly Flow[]): Promise<() => void> {
  const socket = createSocket("udp4");
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  const began = performance.now();
  const sent = flows.map((flow, index) => ({ flow, payload: payloadOf(flow), count: 0, headStartMs: index % flow.everyMs }));
  const timer = setInterval(() => {
    const passedMs = performance.now() - began;
    for (const one of sent)
      for (; one.count * one.flow.everyMs + one.headStartMs < passedMs; one.count += 1)
        for (const packet of packetsOf(one.flow.stream, one.payload)) socket.send(packet, one.flow.port, "127.0.0.1");
  }, tickMs);
  return () => {
    clearInterval(timer);
    socket.close();
  };
}

/** Where everything that is forwarded goes, and is counted. */
export async function openSink(): Promise<{ readonly port: number; readonly count: () => number; readonly close: () => void }> {
  const socket = createSocket({ type: "udp4", recvBufferSize: 4 * 1024 * 1024 });
  let count = 0;
  socket.on("message", () => (count += 1));
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return { port: socket.address().port, count: () => count, close: () => socket.close() };
}
