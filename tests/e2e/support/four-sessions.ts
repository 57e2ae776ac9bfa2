import type { Browser, Page } from "@playwright/test";
import { startPublisher, type Publisher } from "#scripts/people/publisher.ts";
import { readConfig } from "#server/config.ts";
import { createLocalBus } from "#server/platform/bus.ts";
import { createDb } from "#server/platform/db.ts";
import { openActivity } from "#shared/protocol/conduct.ts";
import { joinRoom, sessionSupervision } from "#shared/protocol/rooms.ts";
import { entrustWatching } from "#shared/protocol/watching.ts";
import { accountsOver } from "#tests/support/accounts.ts";
import type { Caller } from "#tests/support/caller.ts";
import { nth, type SessionWorld } from "#tests/support/session-world.ts";
import { supervisedWorld } from "#tests/support/supervised-world.ts";
import { openWindow } from "./people.ts";
import type { TestServer } from "./server.ts";

/**
 * Four sessions in which thirty people read at home, all but the last four of them simulated, and one
 * colleague of their advisers who may be asked to watch over them.
 */
export interface FourSessions {
  readonly worlds: readonly SessionWorld[];
  readonly simulated: ReadonlyMap<string, Publisher>;
  /** A browser in which this person has entered. */
  readonly pageOf: (browser: Browser, accountId: string) => Promise<Page>;
  /** Who watches. */
  readonly helene: string;
  readonly watcher: Caller;
  /** The advisers of each session ask her. */
  readonly entrust: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const sizes = [8, 8, 8, 6];
/** Of the last session, the last ones. */
const inBrowsers = 4;

export async function startFourSessions(server: TestServer): Promise<FourSessions> {
  const db = createDb(server.databaseUrl, 4);
  const bus = createLocalBus();
  const clock = { now: () => new Date() };
  const config = readConfig({ NODE_ENV: "test", DATABASE_URL: server.databaseUrl }, []);
  const accounts = accountsOver({ db, clock }, server.url);
  const place = { ...accounts, clock, deps: { db, bus, clock, config } };
  const helene = await accounts.account({ roles: ["ADVISER"], givenName: "Hélène", familyName: "Gagné" });
  const worlds: SessionWorld[] = [];
  const simulated = new Map<string, Publisher>();
  const entrust: (() => Promise<void>)[] = [];
  for (const candidates of sizes) {
    const world = await supervisedWorld(place, { candidates });
    worlds.push(world);
    const { caller } = nth(world.advisers, 0);
    const params = { sessionId: world.sessionId };
    await caller.must(openActivity, { params: { ...params, activity: "READING" }, body: { sittingIds: null } });
    entrust.push(async () => void (await caller.must(entrustWatching, { params, body: { accountId: helene } })));
    const { roomId } = await caller.must(sessionSupervision, { params });
    if (roomId === null) throw new Error("Nobody is seen.");
    const people = world.candidates.slice(0, worlds.length === sizes.length ? -inBrowsers : undefined);
    for (const { caller: person, sittingId } of people) {
      const entry = await person.must(joinRoom, { params: { roomId } });
      const given = { url: entry.mediaUrl || server.url, ticket: entry.ticket ?? "", room: roomId };
      simulated.set(sittingId, await startPublisher({ ...given, sources: ["camera", "screen", "microphone"] }));
    }
  }
  return {
    worlds,
    simulated,
    helene,
    entrust: async () => void (await Promise.all(entrust.map((ask) => ask()))),
    watcher: await accounts.as(helene),
    pageOf: async (browser, accountId) => {
      const [name = "", value = ""] = (await accounts.cookieFor(accountId)).split("=");
      const page = await openWindow(browser, server, { viewport: { width: 1280, height: 720 } });
      await page.context().addCookies([{ name, value, url: server.url }]);
      return page;
    },
    stop: async () => {
      await Promise.all([...simulated.values()].map((publisher) => publisher.drop()));
      await db.$disconnect();
      await bus.close();
    },
  };
}
