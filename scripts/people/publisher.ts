import { createSocket } from "node:dgram";
import { readFileSync } from "node:fs";
import { io, type Socket } from "socket.io-client";
import type { CommandDefinition, CommandInput, CommandOutput } from "#shared/protocol/define.ts";
import * as media from "#shared/protocol/media.ts";
import { protocolVersion } from "#shared/protocol/version.ts";
import { packetsOf, readIvf, rtpOf, silence, type SentSource } from "./rtp.ts";

/**
 * Somebody without a browser in a live room: a picture that moves and a microphone that is open, sent to a media node of
 * this machine that takes simulated people. What browsers receive of them is real VP8 and Opus.
 */
export interface Publisher {
  /** So that those who wait for it know that something was sent. */
  readonly packetsSent: number;
  /** The source stays open and nothing of it arrives any more, as when a device hangs. */
  setSilent(source: SentSource, isSilent: boolean): void;
  /** Ends one source, as somebody does who stops sharing. */
  end(source: SentSource): Promise<void>;
  /** Loses the socket alone: what is sent goes on. */
  cut(): void;
  /** Loses the socket without a word. */
  drop(): Promise<void>;
  /** Leaves for good. */
  leave(): Promise<void>;
}

export interface PublisherOptions {
  readonly url: string;
  readonly ticket: string;
  readonly room: string;
  readonly sources: readonly SentSource[];
}

const frames = readIvf(readFileSync(new URL("./test-picture.ivf", import.meta.url)));
const frameMs = 200;
const soundMs = 60;

export async function startPublisher({ url, ticket, room, sources }: PublisherOptions): Promise<Publisher> {
  const socket = io(`${url}${media.mediaNamespace}`, {
    path: media.mediaPath,
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    auth: { ticket, version: protocolVersion },
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  const { epoch } = await ask(socket, media.mediaJoin, { room });
  const { transportId, port } = await ask(socket, media.mediaSimulate, { epoch });
  const udp = createSocket("udp4");
  const silent = new Set<SentSource>();
  const sent = new Set(sources);
  const timers: NodeJS.Timeout[] = [];
  let packetsSent = 0;

  const described = sources.map((source) => ({ source, ...rtpOf(source) }));
  await ask(socket, media.mediaProduce, {
    epoch,
    transportId,
    sources: described.map(({ source, kind, rtpParameters }) => ({ source, kind, rtpParameters, isPaused: false })),
  });
  for (const { source, kind, stream } of described) {
    let index = 0;
    const send = (): void => {
      if (silent.has(source) || !sent.has(source)) return;
      const payload = kind === "video" ? frames[index % frames.length] : silence;
      index += 1;
      if (!payload) return;
      for (const packet of packetsOf(stream, payload)) {
        udp.send(packet, port, "127.0.0.1");
        packetsSent += 1;
      }
    };
    timers.push(setInterval(send, kind === "video" ? frameMs : soundMs));
  }

  const stop = async (): Promise<void> => {
    for (const timer of timers) clearInterval(timer);
    socket.close();
    await new Promise<void>((closed) => udp.close(() => closed()));
  };
  return {
    get packetsSent() {
      return packetsSent;
    },
    setSilent: (source, isSilent) => void (isSilent ? silent.add(source) : silent.delete(source)),
    end: async (source) => {
      if (sent.delete(source)) await ask(socket, media.mediaProducerState, { epoch, source, state: "ended" });
    },
    cut: () => void socket.close(),
    drop: stop,
    leave: async () => {
      await ask(socket, media.mediaLeave, { epoch }).catch(() => undefined);
      await stop();
    },
  };
}

/** @throws Error with the refusal's code. */
async function ask<const C extends CommandDefinition>(
  socket: Socket,
  command: C,
  input: CommandInput<C>,
): Promise<CommandOutput<C>> {
  const reply: { ok: true; data: CommandOutput<C> } | { ok: false; code: string } = await socket
    .timeout(10_000)
    .emitWithAck(command.name, input);
  if (!reply.ok) throw new Error(`${command.name}: ${reply.code}`);
  return reply.data;
}
