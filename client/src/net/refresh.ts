import type { QueryClient } from "@tanstack/react-query";

/**
 * Fetches again what a hint says is out of date. An answer that is on its way was perhaps made before the change: a first
 * one, which the library would not ask for twice, is asked for again as soon as it has come.
 */
export function refresh(queries: QueryClient, queryHashes: ReadonlySet<string>): void {
  for (const query of queries.getQueryCache().findAll({ predicate: ({ queryHash }) => queryHashes.has(queryHash) })) {
    const again = (): void => void queries.invalidateQueries({ queryKey: query.queryKey, exact: true });
    const isFirst = query.state.fetchStatus === "fetching" && query.state.data === undefined;
    if (isFirst && query.promise) query.promise.then(again, again);
    else again();
  }
}

/** Somebody else has signed in in this browser, their part has changed, or they have something to do elsewhere first. */
const lasting: readonly string[] = ["FORBIDDEN", "OWN_MARK_DUE"];

/** How often what was answered so is asked for again: where the refusal lasts, once its reader comes back or asks. */
export const askAgainMs = (refusal: string | undefined, pollMs: number | false): number | false =>
  refusal !== undefined && lasting.includes(refusal) ? false : pollMs;
