import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { describe, expect, test, vi } from "vitest";
import { openingOf, type Opening } from "./opening.ts";

/** What a page shows first, and what it shows once the server has answered. */
async function open(queries: QueryClient, opening: Opening, held: string): Promise<[string | undefined, string | undefined]> {
  const observer = new QueryObserver<string>(queries, { ...opening, queryFn: () => Promise.resolve(held) });
  const close = observer.subscribe(() => undefined);
  const first = observer.getCurrentResult().data;
  await vi.waitFor(() => expect(observer.getCurrentResult().isFetching).toBe(false));
  const then = observer.getCurrentResult().data;
  close();
  return [first, then];
}

describe("an answer that is opened", () => {
  const given = { params: { draftId: "a" } };

  test("[MRK-55] what is written on its page starts from the server’s answer, however soon it is opened again", async () => {
    const queries = new QueryClient({ defaultOptions: { queries: { staleTime: 5_000 } } });
    await open(queries, openingOf("formDraft", given), "old");
    expect(await open(queries, openingOf("formDraft", given), "new")).toEqual(["old", "old"]);
    await open(queries, openingOf("formDraft", given, "first"), "old");
    expect(await open(queries, openingOf("formDraft", given, "second"), "new")).toEqual([undefined, "new"]);
  });

  test("[MRK-55] it is asked again with all others of its route", async () => {
    const queries = new QueryClient();
    queries.setQueryData(openingOf("formDraft", given, "first").queryKey, "old");
    await queries.invalidateQueries({ queryKey: ["formDraft"] });
    expect(queries.getQueryState(openingOf("formDraft", given, "first").queryKey)?.isInvalidated).toBe(true);
  });
});
