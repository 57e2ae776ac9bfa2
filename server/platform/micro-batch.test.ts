import { expect, test } from "vitest";
import { createMicroBatch } from "./micro-batch.ts";

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** A queue whose work is done when the test says so. */
function queue(most: { perBatch?: number; atOnce?: number; waiting?: number; waitingWeight?: number; waitingMs?: number } = {}) {
  const begun: string[][] = [];
  const finish: ((fault?: Error) => void)[] = [];
  const clock = { ms: 0 };
  const batch = createMicroBatch<string, string>({
    now: () => clock.ms,
    keyOf: (request) => request.slice(0, 1),
    weightOf: (request) => request.length,
    most: { perBatch: 3, atOnce: 1, waiting: 100, waitingWeight: 1_000, waitingMs: 60_000, ...most },
    work: (requests) =>
      new Promise((resolve, reject) => {
        begun.push([...requests]);
        finish.push((fault) => (fault ? reject(fault) : resolve(requests.map((request) => `${request}!`))));
      }),
  });
  return { batch, begun, finish, clock };
}

test("[SAV-21] what comes while one batch is at work leaves together; one key never twice at once, and in order", async () => {
  const { batch, begun, finish } = queue();
  const answers = ["a1", "b1", "a2", "c1", "d1", "a3"].map(async (request) => batch.submit(request));
  await turns(2);
  expect(begun).toEqual([["a1", "b1", "c1"]]);
  finish[0]?.();
  await turns(2);
  expect(begun[1]).toEqual(["a2", "d1"]);
  finish[1]?.();
  await turns(2);
  finish[2]?.();
  expect(await Promise.all(answers)).toEqual(["a1!", "b1!", "a2!", "c1!", "d1!", "a3!"]);
});

test("[SAV-21] a batch that fails fails its own requests only", async () => {
  const { batch, finish } = queue({ perBatch: 1, atOnce: 2 });
  const [bad, good] = [batch.submit("a"), batch.submit("b")];
  await turns(4);
  finish[0]?.(new Error("gone"));
  finish[1]?.();
  await expect(bad).rejects.toThrow("gone");
  expect(await good).toBe("b!");
});

test("[SAV-22] too many waiting, or too much, is refused at once, and taken again later", async () => {
  const many = queue({ waiting: 2 });
  expect(["a", "b", "c"].map((request) => many.batch.submit(request) === undefined)).toEqual([false, false, true]);
  await turns(2);
  expect(many.batch.submit("c")).toBeDefined();
  const much = queue({ waitingWeight: 5 });
  expect(["aaaa", "bb", "c"].map((request) => much.batch.submit(request) === undefined)).toEqual([false, true, false]);
});

test("[SAV-22] one key that is held up long refuses nobody else; everybody who is held up does", async () => {
  const { batch, begun, clock } = queue({ atOnce: 2, waitingMs: 3 });
  const held = ["a1", "a2"].map((request) => batch.submit(request));
  await turns(4);
  expect(begun).toEqual([["a1"]]);
  clock.ms += 10;
  held.push(batch.submit("b1"));
  await turns(4);
  expect(begun).toEqual([["a1"], ["b1"]]);
  held.push(batch.submit("c1"));
  clock.ms += 10;
  expect(batch.submit("d1")).toBeUndefined();
  expect(held).not.toContain(undefined);
});
