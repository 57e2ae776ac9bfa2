import { io as connect, type Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { topicOf } from "#shared/protocol/live.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { startBreakingDatabase, type BreakingDatabase } from "#tests/support/breaking-database.ts";

/** What may be asked often, and what it costs the others. */

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const open = (cookie: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(app.url, { path: "/socket", transports: ["websocket"], extraHeaders: { cookie }, reconnection: false });
    socket.on("connect", () => resolve(socket));
    socket.on("connect_error", reject);
  });

test("[DOOR-14] an account that asks without end over its sockets is refused, then cut off; another is answered", async () => {
  const accountId = await app.account({ roles: ["CANDIDATE"] });
  const cookie = await app.cookieFor(accountId);
  const topic = topicOf.account(accountId);
  const [one, two] = await Promise.all([open(cookie), open(cookie)]);
  const ask = (socket: Socket, count: number): Promise<string[]> =>
    Promise.all(
      Array.from({ length: count }, async () => {
        const reply = (await socket.emitWithAck("watch", { topic })) as { ok: boolean; code?: string };
        return reply.ok ? "ok" : String(reply.code);
      }),
    );
  expect(new Set(await ask(one, 300))).toEqual(new Set(["ok"]));
  expect(new Set(await ask(two, 300))).toEqual(new Set(["ok"]));
  expect(new Set([...(await ask(one, 5)), ...(await ask(two, 5))])).toEqual(new Set(["TOO_MANY_REQUESTS"]));

  const isCutOff = new Promise<void>((resolve) => void one.on("disconnect", () => resolve()));
  for (let count = 0; count < 700; count += 1) one.emit("watch", { topic }, () => undefined);
  await isCutOff;

  const other = await app.account({ roles: ["CANDIDATE"] });
  const calm = await open(await app.cookieFor(other));
  expect(await calm.emitWithAck("watch", { topic: topicOf.account(other) })).toEqual({ ok: true, data: {} });
  for (const socket of [two, calm]) socket.close();
});

test("[DOOR-15] whether the server is ready is asked of the database once a second, whoever asks how often", async () => {
  let database: BreakingDatabase | undefined;
  const fresh = await startTestApp({}, async (connectionString) => {
    database = await startBreakingDatabase(connectionString);
    return database.connectionString;
  });
  const status = async (): Promise<number> => (await fresh.visitor().raw("GET", "/ready")).status;
  expect(await status()).toBe(200);
  await database?.stop();
  expect([await status(), await status()]).toEqual([200, 200]);
  fresh.clock.advance(1);
  expect(await status()).toBe(503);
  await fresh.stop();
});
