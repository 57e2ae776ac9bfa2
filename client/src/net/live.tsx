import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { useQueryClient } from "@tanstack/react-query";
import type { Socket } from "socket.io-client";
import { changed, unwatch, watch } from "#shared/protocol/live.ts";
import type { CommandDefinition, CommandInput, CommandOutput } from "#shared/protocol/define.ts";
import { protocolVersion } from "#shared/protocol/version.ts";

/** The hint socket: it says what is out of date, and queries fetch. Loaded after the first paint. */

export type LiveState = "connecting" | "connected" | "disconnected";

interface Live {
  readonly state: LiveState;
  readonly watch: (topic: string) => () => void;
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
      onChanged: (topic) =>
        void queries.invalidateQueries({ predicate: (query) => topicsOf(query.meta).includes(topic) }),
      // Whatever was missed meanwhile is fetched again.
      onReconnect: () => void queries.invalidateQueries({ predicate: (query) => topicsOf(query.meta).length > 0 }),
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

export const topicsOf = (meta: Record<string, unknown> | undefined): readonly string[] => {
  const topics = meta?.["topics"];
  return Array.isArray(topics) ? topics.filter((topic) => typeof topic === "string") : [];
};

interface Handlers {
  onState(state: LiveState): void;
  onChanged(topic: string): void;
  onReconnect(): void;
}

function createConnection() {
  const watched = new Map<string, number>();
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
          for (const topic of watched.keys()) tell(watch, topic);
          if (hasConnectedBefore) handlers.onReconnect();
          hasConnectedBefore = true;
        });
        opened.on("disconnect", () => handlers.onState("disconnected"));
        opened.on("connect_error", () => handlers.onState("disconnected"));
        opened.on(changed.name, (payload: unknown) => {
          const parsed = changed.payload.safeParse(payload);
          if (parsed.success) handlers.onChanged(parsed.data.topic);
        });
      });
      return () => {
        isClosed = true;
        socket?.close();
        socket = undefined;
      };
    },
    watch: (topic: string): (() => void) => {
      const count = watched.get(topic) ?? 0;
      watched.set(topic, count + 1);
      if (count === 0) tell(watch, topic);
      return () => {
        const left = (watched.get(topic) ?? 1) - 1;
        if (left > 0) {
          watched.set(topic, left);
        } else {
          watched.delete(topic);
          tell(unwatch, topic);
        }
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
