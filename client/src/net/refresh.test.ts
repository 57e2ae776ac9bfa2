import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { askAgainMs, refresh } from "./refresh.ts";

test("[DOOR-12] a hint that comes while the first answer is on its way is not lost: the answer may be older than the change", async () => {
  const queries = new QueryClient();
  const answers: ((value: string) => void)[] = [];
  const queryKey = ["interview"];
  const observer = new QueryObserver(queries, {
    queryKey,
    queryFn: () => new Promise<string>((resolve) => void answers.push(resolve)),
  });
  const stop = observer.subscribe(() => undefined);
  const [known] = queries.getQueryCache().findAll();
  refresh(queries, new Set([known?.queryHash ?? ""]));
  answers[0]?.("before the change");
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.("after it");
  await expect.poll(() => queries.getQueryData(queryKey)).toBe("after it");
  refresh(queries, new Set([known?.queryHash ?? ""]));
  await expect.poll(() => answers.length).toBe(3);
  stop();
});

test("[MRK-48] a refusal that lasts until its reader does something else is not asked for again and again", () => {
  expect([undefined, "OFFLINE", "NOT_SIGNED_IN"].map((refusal) => askAgainMs(refusal, 10_000))).toEqual([10_000, 10_000, 10_000]);
  expect(["FORBIDDEN", "OWN_MARK_DUE"].map((refusal) => askAgainMs(refusal, 10_000))).toEqual([false, false]);
  expect(askAgainMs(undefined, false)).toBe(false);
});
