import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { useQueryClient } from "@tanstack/react-query";
import type { Socket } from "socket.io-client";
import { changed, unwatch, watch } from "#shared/protocol/live.ts";
import type { CommandDefinition, CommandInput, CommandOutput } from "#shared/protocol/define.ts";
import { protocolVersion } from "#shared/protocol/version.ts";
import { refresh } from "./refresh.ts";
import { WatchList } from "./watch-list.ts";

/** The hint socket: it says what is out of date, and queries fetch. Loaded after the first paint. */

export type LiveState = "connecting" | "connected" | "disconnected";

interface Live {
  readonly state: LiveState;
  /** Refreshes the query whenever the topic is hinted at. */
  readonly watch: (topic: string, queryHash: string) => () => void;
  readonly send: <const C extends CommandDefinition>(command: C, input: CommandInput<C>) => Promise<CommandOutput<C>>;
}

const ackTimeoutMs = 5_000;
const LiveContext = createContext<Live | null>(null);

export function LiveProvider({ isSignedIn, children }: { isSignedIn: boolean; children: ReactNode }): ReactNode {
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>("connecting");
  const connection = useMemo(() => createConnection(), []);

  // The socket lives as long as somebody is signed in.
  useEffect(() => {
    if (!isSignedIn) return;
    return connection.open({
      onState: setState,
      onChanged: (hashes) => refresh(queries, hashes),
    });
  }, [isSignedIn, connection, queries]);

  const live = useMemo<Live>(() => ({ state, watch: connection.watch, send: connection.send }), [state, connection]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error("useLive needs LiveProvider.");
  return live;
}

interface Handlers {
  onState(state: LiveState): void;
  onChanged(queryHashes: ReadonlySet<string>): void;
}

function createConnection() {
  const watched = new WatchList();
  let socket: Socket | undefined;
  let hasConnectedBefore = false;

  const tell = (command: CommandDefinition, topic: string): void => {
    if (socket?.connected) socket.timeout(ackTimeoutMs).emit(command.name, { topic }, () => undefined);
  };

  return {
    open(handlers: Handlers): () => void {
      let isClosed = false;
      void import("socket.io-client").then(({ io }) => {
        if (isClosed) return;
        const opened = io({ path: "/socket", transports: ["websocket"], auth: { version: protocolVersion } });
        socket = opened;
        opened.on("connect", () => {
          handlers.onState("connected");
          for (const topic of watched.topics()) tell(watch, topic);
          // What was missed while there was no connection is fetched again.
          if (hasConnectedBefore) handlers.onChanged(watched.following(watched.topics()));
          hasConnectedBefore = true;
        });
        opened.on("disconnect", () => handlers.onState("disconnected"));
        opened.on("connect_error", () => handlers.onState("disconnected"));
        opened.on(changed.name, (payload: unknown) => {
          const parsed = changed.payload.safeParse(payload);
          if (parsed.success) handlers.onChanged(watched.following([parsed.data.topic]));
        });
      });
      return () => {
        isClosed = true;
        socket?.close();
        socket = undefined;
      };
    },
    watch: (topic: string, queryHash: string): (() => void) => {
      if (watched.add(topic, queryHash)) tell(watch, topic);
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
