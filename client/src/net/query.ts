import { useEffect, useState } from "react";
import { hashKey, useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from "@tanstack/react-query";
import type { RouteAnswer, RouteArguments, RouteDefinition } from "#shared/protocol/define.ts";
import { call, type CallError } from "./http.ts";
import { useLive } from "./live.tsx";
import { openingOf, type Opening } from "./opening.ts";
import { askAgainMs } from "./refresh.ts";

/** Server state lives in one query cache, keyed by route and arguments. */

// Hints make it faster; polling makes it true when the socket is dead.
const pollMs = 20_000;

/** The truth behind a route, refreshed when one of `topics` is hinted at, and by polling. */
export function useRoute<const R extends RouteDefinition>(
  route: R,
  given: RouteArguments<R>,
  options: RouteOptions<RouteAnswer<R>> = {},
): UseQueryResult<RouteAnswer<R>, CallError> {
  return useAnswer(route, given, options, openingOf(route.name, given));
}

/**
 * The same for what is written on the page that shows it: each time it is opened it starts from what the server says then,
 * and never from what was remembered of an earlier time, over which it would write.
 */
export function useOpened<const R extends RouteDefinition>(
  route: R,
  given: RouteArguments<R>,
  options: RouteOptions<RouteAnswer<R>> = {},
): UseQueryResult<RouteAnswer<R>, CallError> {
  const [id] = useState(() => crypto.randomUUID());
  return useAnswer(route, given, options, openingOf(route.name, given, id));
}

interface RouteOptions<Answer> {
  readonly topics?: readonly string[];
  readonly isEnabled?: boolean;
  readonly pollMs?: number | false | ((known: Answer | undefined) => number | false);
}

function useAnswer<const R extends RouteDefinition>(
  route: R,
  given: RouteArguments<R>,
  options: RouteOptions<RouteAnswer<R>>,
  opening: Opening,
): UseQueryResult<RouteAnswer<R>, CallError> {
  const topics = options.topics ?? [];
  const { watch } = useLive();
  const watched = topics.join(" ");
  const queryHash = hashKey(opening.queryKey);
  const { pollMs: asked } = options;
  // One subscription per topic as long as a component shows it.
  useEffect(() => {
    const stops = watched.split(" ").filter(Boolean).map((topic) => watch(topic, queryHash));
    return () => stops.forEach((stop) => stop());
  }, [watched, queryHash, watch]);
  return useQuery<RouteAnswer<R>, CallError>({
    ...opening,
    queryFn: ({ signal }) => call(route, given, { signal }),
    enabled: options.isEnabled ?? true,
    refetchInterval: ({ state }) =>
      askAgainMs(state.error?.code, (typeof asked === "function" ? asked(state.data) : asked) ?? (topics.length > 0 && pollMs)),
  });
}

/** Refusals that say that the page was out of date: it is fetched again, as their words promise. */
const outdated: readonly string[] = ["STATE_CHANGED", "NOT_ALLOWED_NOW"];

/** A change; afterwards the routes named in `refresh` are fetched again, and so they are where it came too late. */
export function useChange<const R extends RouteDefinition>(
  route: R,
  refresh: readonly RouteDefinition[] = [],
  /** Each waits for the one before: of two changes of one thing, the later shall stand. */
  options: { readonly isInOrder?: boolean } = {},
): UseMutationResult<RouteAnswer<R>, CallError, RouteArguments<R>> {
  const queries = useQueryClient();
  const fetchAgain = (): Promise<void> =>
    Promise.all(refresh.map(({ name }) => queries.invalidateQueries({ queryKey: [name] }))).then(() => undefined);
  return useMutation<RouteAnswer<R>, CallError, RouteArguments<R>>({
    mutationFn: (given) => call(route, given),
    ...(options.isInOrder ? { scope: { id: route.name } } : {}),
    onSuccess: fetchAgain,
    onError: ({ code }) => (outdated.includes(code) ? fetchAgain() : undefined),
  });
}
