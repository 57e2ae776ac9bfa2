import { expect, test } from "vitest";
import { untilDone } from "./until-done.ts";

test("[REC-17] the books of a recording are asked again until they take its end, without a restart", async () => {
  let left = 3;
  const errors: unknown[] = [];
  const work = async (): Promise<void> => {
    if (left-- > 0) throw new Error("The database is away.");
  };
  await untilDone(work, new AbortController().signal, (error) => errors.push(error), 1);
  expect(errors).toHaveLength(3);
});

test("[REC-17] a process that ends does not wait for them longer than one try: the next start has them", async () => {
  const ending = new AbortController();
  let tries = 0;
  const done = untilDone(
    async () => {
      tries += 1;
      throw new Error("The database is away.");
    },
    ending.signal,
    () => ending.abort(),
    60_000,
  );
  await expect(done).rejects.toThrow("away");
  expect(tries).toBe(2);
});
