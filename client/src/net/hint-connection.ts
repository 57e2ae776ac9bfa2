import type { Socket } from "socket.io-client";
import { changed, unwatch, watch } from "#shared/protocol/live.ts";
import type { CommandDefinition, CommandInput, CommandOutput } from "#shared/protocol/define.ts";
import { protocolVersion } from "#shared/protocol/version.ts";
import { WatchList } from "./watch-list.ts";

/** The hint socket: it says what is out of date, and queries fetch. Loaded after the first paint. */

export type LiveState = "connecting" | "connected" | "disconnected";

export interface HintHandlers {
  onState(state: LiveState): void;
  onChanged(queryHashes: ReadonlySet<string>): void;
}

export interface HintConnection {
  /** Connects, until the function that it answers is called. */
  readonly open: (handlers: HintHandlers) => () => void;
  readonly watch: (topic: string, queryHash: string) => () => void;
  /** Throws `OFFLINE` without a connection, and the code of a refusal. */
  readonly send: <const C extends CommandDefinition>(command: C, input: CommandInput<C>) => Promise<CommandOutput<C>>;
}

const ackTimeoutMs = 5_000;
/** The server has cut off a page that asked too much, or is being stopped: it is asked again, not at once. */
const cutOffMs = 60_000;
const refusedMs = 10_000;

const isRefused = (answer: unknown): boolean =>
  typeof answer === "object" && answer !== null && "code" in answer && answer.code === "TOO_MANY_REQUESTS";

const connect = async (): Promise<Socket> =>
  (await import("socket.io-client")).io({
    path: "/socket",
    transports: ["websocket"],
    auth: { version: protocolVersion },
  });

/** `later` does something after a pause in milliseconds; tests say when. */
export function createHintConnection(
  openSocket: () => Promise<Socket> = connect,
  later: (act: () => void, ms: number) => void = (act, ms) => void setTimeout(act, ms),
): HintConnection {
  const watched = new WatchList();
  let socket: Socket | undefined;
  let handlers: HintHandlers | undefined;

  const tell = (command: CommandDefinition, topic: string, onAnswer: (error: unknown, answer?: unknown) => void = () => undefined): void => {
    if (socket?.connected) socket.timeout(ackTimeoutMs).emit(command.name, { topic }, onAnswer);
  };
  /**
   * Hints begin when the server has said so. Whatever was answered before may have changed since, and nobody would have
   * told: it is asked for again, at the first connection as at every later one, and even where no answer comes.
   */
  const follow = (topic: string): void =>
    tell(watch, topic, (_error, answer) => {
      handlers?.onChanged(watched.following([topic]));
      if (isRefused(answer)) later(() => watched.topics().includes(topic) && follow(topic), refusedMs);
    });

  return {
    open: (given) => {
      let isClosed = false;
      handlers = given;
      void openSocket().then((opened) => {
        if (isClosed) return void opened.close();
        socket = opened;
        opened.on("connect", () => {
          given.onState("connected");
          for (const topic of watched.topics()) follow(topic);
        });
        opened.on("disconnect", (reason) => {
          given.onState("disconnected");
          // After this one the library does not come back by itself.
          if (reason === "io server disconnect") later(() => isClosed || opened.connect(), cutOffMs);
        });
        opened.on("connect_error", () => given.onState("disconnected"));
        opened.on(changed.name, (payload: unknown) => {
          const parsed = changed.payload.safeParse(payload);
          if (parsed.success) given.onChanged(watched.following([parsed.data.topic]));
        });
      });
      return () => {
        isClosed = true;
        socket?.close();
        socket = undefined;
      };
    },
    watch: (topic, queryHash) => {
      if (watched.add(topic, queryHash)) follow(topic);
      return () => {
        if (watched.remove(topic, queryHash)) tell(unwatch, topic);
      };
    },
    send: async <const C extends CommandDefinition>(command: C, input: CommandInput<C>): Promise<CommandOutput<C>> => {
      if (!socket?.connected) throw new Error("OFFLINE");
      const reply: unknown = await socket.timeout(ackTimeoutMs).emitWithAck(command.name, input);
      const answer = reply as { ok: true; data: CommandOutput<C> } | { ok: false; code: string };
      if (!answer.ok) throw new Error(answer.code);
      return answer.data;
    },
  };
}
