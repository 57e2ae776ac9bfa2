import { expect, test } from "vitest";
import { gather } from "./gather.ts";

test("[PLAT-6] look-ups at the same time share a query; those that come meanwhile share the next one", async () => {
  const queries: string[][] = [];
  let release: () => void = () => undefined;
  const find = gather<string, string>(async (keys) => {
    queries.push([...keys]);
    await new Promise<void>((resolve) => (release = resolve));
    return new Map(keys.filter((key) => key !== "nobody").map((key) => [key, `${key}!`]));
  });
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  const first = Promise.all([find("a"), find("b"), find("a"), find("nobody")]);
  await turns();
  const second = Promise.all([find("a"), find("c")]);
  await turns();
  expect(queries).toEqual([["a", "b", "nobody"]]);
  release();
  expect(await first).toEqual(["a!", "b!", "a!", undefined]);
  await turns();
  release();
  expect(await second).toEqual(["a!", "c!"]);
  expect(queries).toHaveLength(2);
});

test("[PLAT-6] a query that fails fails those who shared it, and nobody after", async () => {
  let isDown = true;
  const find = gather<string, string>(async (keys) => {
    if (isDown) throw new Error("down");
    return new Map(keys.map((key) => [key, key]));
  });
  await expect(Promise.all([find("a"), find("b")])).rejects.toThrow("down");
  isDown = false;
  expect(await find("a")).toBe("a");
});
