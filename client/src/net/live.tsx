import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { useQueryClient } from "@tanstack/react-query";
import type { CommandDefinition, CommandInput, CommandOutput } from "#shared/protocol/define.ts";
import { createHintConnection, type LiveState } from "./hint-connection.ts";
import { refresh } from "./refresh.ts";

/** The hint socket, for the components. */

export type { LiveState } from "./hint-connection.ts";

interface Live {
  readonly state: LiveState;
  /** Refreshes the query whenever the topic is hinted at. */
  readonly watch: (topic: string, queryHash: string) => () => void;
  readonly send: <const C extends CommandDefinition>(command: C, input: CommandInput<C>) => Promise<CommandOutput<C>>;
}

const LiveContext = createContext<Live | null>(null);

export function LiveProvider({ isSignedIn, children }: { isSignedIn: boolean; children: ReactNode }): ReactNode {
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>("connecting");
  const connection = useMemo(() => createHintConnection(), []);

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
