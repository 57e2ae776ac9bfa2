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
  const registrations: (() => void)[] = [];
  server.on("connection", (socket) => {
    socket.on(watch.name, (_input: unknown, acknowledge: (reply: unknown) => void) => {
      registrations.push(() => acknowledge({ ok: true, data: {} }));
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
  const connection = createHintConnection(async () =>
    io(`http://127.0.0.1:${port}`, { transports: ["websocket"], reconnectionDelay: 20, reconnectionDelayMax: 20 }),
  );
  ends.push(connection.watch(topic, hashKey(queryKey)));
  ends.push(connection.open({ onState: () => undefined, onChanged: (hashes) => refresh(queries, hashes) }));
  await expect.poll(() => registrations.length).toBe(1);
  return { queries, truth, server, registrations };
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
