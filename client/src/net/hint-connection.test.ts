import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { hashKey, QueryClient, QueryObserver } from "@tanstack/react-query";
import { Server } from "socket.io";
import { io } from "socket.io-client";
import { afterEach, expect, test } from "vitest";
import { changed, watch } from "#shared/protocol/live.ts";
import { createHintConnection } from "./hint-connection.ts";
import { refresh } from "./refresh.ts";

const topic = "sitting:00000000-0000-4000-8000-000000000000";
const queryKey = ["mySitting"];
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

/** A server that registers whoever watches when it is told to, and a page that shows one query of it. */
async function page() {
  const http = createServer();
  const server = new Server(http);
  await new Promise<void>((listening) => http.listen(0, "127.0.0.1", listening));
  ends.push(() => server.close());
  const registrations: ((code?: string) => void)[] = [];
  server.on("connection", (socket) => {
    socket.on(watch.name, (_input: unknown, acknowledge: (reply: unknown) => void) => {
      registrations.push((code) => acknowledge(code ? { ok: false, code } : { ok: true, data: {} }));
    });
  });
  const queries = new QueryClient();
  const truth = { value: "before", asked: 0 };
  const observer = new QueryObserver(queries, {
    queryKey,
    queryFn: async () => {
      truth.asked += 1;
      return truth.value;
    },
  });
  ends.push(observer.subscribe(() => undefined));
  await expect.poll(() => queries.getQueryData(queryKey)).toBe("before");
  const { port } = http.address() as AddressInfo;
  const pauses: { readonly act: () => void; readonly ms: number }[] = [];
  const connection = createHintConnection(
    async () => io(`http://127.0.0.1:${port}`, { transports: ["websocket"], reconnectionDelay: 20, reconnectionDelayMax: 20 }),
    (act, ms) => void pauses.push({ act, ms }),
  );
  const leave = connection.watch(topic, hashKey(queryKey));
  ends.push(leave);
  ends.push(connection.open({ onState: () => undefined, onChanged: (hashes) => refresh(queries, hashes) }));
  await expect.poll(() => registrations.length).toBe(1);
  return { queries, truth, server, registrations, pauses, leave };
}

test("[DOOR-13] what changes between a page's answer and its first hint is fetched once hints begin", async () => {
  const { queries, truth, server, registrations } = await page();
  truth.value = "after";
  registrations[0]?.();
  await expect.poll(() => queries.getQueryData(queryKey)).toBe("after");
  expect(truth.asked).toBe(2);
  truth.value = "later";
  server.emit(changed.name, { topic });
  await expect.poll(() => queries.getQueryData(queryKey)).toBe("later");
});

test("[DOOR-13] after a reconnection what is shown is asked for when hints begin again, not before", async () => {
  const { queries, truth, server, registrations } = await page();
  registrations[0]?.();
  await expect.poll(() => truth.asked).toBe(2);
  // The line breaks; a server that says goodbye would not be asked again.
  for (const { conn } of server.sockets.sockets.values()) conn.close();
  await expect.poll(() => registrations.length).toBe(2);
  truth.value = "changed meanwhile";
  expect(queries.getQueryData(queryKey)).toBe("before");
  registrations[1]?.();
  await expect.poll(() => queries.getQueryData(queryKey)).toBe("changed meanwhile");
});

test("[DOOR-16] a page that was refused for having asked too much asks again after a pause, and then follows", async () => {
  const { queries, truth, server, registrations, pauses } = await page();
  truth.value = "meanwhile";
  registrations[0]?.("TOO_MANY_REQUESTS");
  // Refused or not, what is shown is asked for.
  await expect.poll(() => queries.getQueryData(queryKey)).toBe("meanwhile");
  await expect.poll(() => pauses.map(({ ms }) => ms)).toEqual([10_000]);
  expect(registrations).toHaveLength(1);
  pauses[0]?.act();
  await expect.poll(() => registrations.length).toBe(2);
  // As often as it takes.
  registrations[1]?.("TOO_MANY_REQUESTS");
  await expect.poll(() => pauses.length).toBe(2);
  pauses[1]?.act();
  await expect.poll(() => registrations.length).toBe(3);
  truth.value = "after";
  registrations[2]?.();
  await expect.poll(() => queries.getQueryData(queryKey)).toBe("after");
  expect(pauses).toHaveLength(2);
  truth.value = "later";
  server.emit(changed.name, { topic });
  await expect.poll(() => queries.getQueryData(queryKey)).toBe("later");
});

test("[DOOR-16] what nobody shows any more is not asked for again, nor what was refused for another reason", async () => {
  const { registrations, pauses, leave } = await page();
  registrations[0]?.("TOO_MANY_REQUESTS");
  await expect.poll(() => pauses.length).toBe(1);
  leave();
  pauses[0]?.act();
  const other = await page();
  other.registrations[0]?.("NOT_FOUND");
  await expect.poll(() => other.truth.asked).toBe(2);
  expect(other.pauses).toEqual([]);
  expect(registrations).toHaveLength(1);
});

test("[DOOR-16] a page that the server has cut off connects again after a minute, and not sooner", async () => {
  const { server, registrations, pauses } = await page();
  registrations[0]?.();
  server.disconnectSockets(true);
  await expect.poll(() => pauses.map(({ ms }) => ms)).toEqual([60_000]);
  pauses[0]?.act();
  await expect.poll(() => registrations.length).toBe(2);
});
