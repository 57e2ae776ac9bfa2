import { expect, test, type Browser, type Page } from "@playwright/test";
import { startBareRoom, type BareRoomServer } from "./bare-room/server.ts";
import { startTurnRelay, type TurnRelay } from "./bare-room/turn-relay.ts";
import { enterRoom, expectBoth, remoteVideo } from "./bare-room/watching.ts";
import { watchConnections } from "./support/media.ts";

/** Somebody whose network lets nothing through but TCP to the relay, with the credentials that the server gives out. */

let relay: TurnRelay;
let server: BareRoomServer;
test.beforeAll(async () => {
  relay = await startTurnRelay();
  server = await startBareRoom(relay);
});
test.afterAll(async () => {
  await server.stop();
  await relay.stop();
});

/** Runs in the page before its own code: no path but a relay's is tried, as where a firewall drops the others. */
function relayOnly(): void {
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super({ ...configuration, iceTransportPolicy: "relay" });
    }
  };
}

async function behindFirewall(browser: Browser, room: string, more = ""): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript(relayOnly);
  await page.addInitScript(watchConnections);
  await page.goto(`${server.url}/?room=${room}&peer=amina${more}`);
  return page;
}

/** How one's own end of each path that is in use came about. */
const pathsOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const reports = await Promise.all((window.epreuvePeers ?? []).map((peer) => peer.getStats()));
    return reports.flatMap((report) => {
      const all = [...report.values()];
      const used = all.filter((entry) => entry.type === "candidate-pair" && entry.nominated && entry.state === "succeeded");
      return used.map((pair) => {
        const { candidateType, relayProtocol, protocol } = all.find(({ id }) => id === pair.localCandidateId) ?? {};
        return `${candidateType} ${relayProtocol ?? protocol}`;
      });
    });
  });
const statesOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (window.epreuvePeers ?? []).map(({ connectionState }) => connectionState));

test("[TURN-1] whoever reaches nothing but the relay is seen and heard through it, both ways", async ({ browser }) => {
  const [amina, marc] = await Promise.all([behindFirewall(browser, "relayed"), enterRoom(browser, server, "relayed", "marc")]);
  await expectBoth(amina, marc);
  const paths = await pathsOf(amina);
  expect(paths.length).toBe(2);
  expect(new Set(paths)).toEqual(new Set(["relay tcp"]));
  await Promise.all([amina.context().close(), marc.context().close()]);
});

/** Nothing but TCP to the node's own port passes, as where a firewall drops UDP. */
async function withoutUdp(browser: Browser, room: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript(watchConnections);
  await page.routeWebSocket(/media-socket/, (ws) => {
    const node = ws.connectToServer();
    ws.onMessage((message) => node.send(message));
    node.onMessage((message) => ws.send(typeof message === "string" ? tcpOnly(message) : message));
  });
  await page.goto(`${server.url}/?room=${room}&peer=amina`);
  return page;
}

function tcpOnly(message: string): string {
  if (!message.includes("iceCandidates")) return message;
  const at = message.indexOf("[");
  const said: unknown = JSON.parse(message.slice(at), (key, value: unknown) =>
    key === "iceCandidates" && Array.isArray(value) ? (value as { protocol: string }[]).filter(({ protocol }) => protocol === "tcp") : value,
  );
  return message.slice(0, at) + JSON.stringify(said);
}

test("[MEDIA-20] whoever’s network lets no UDP through is seen and heard by TCP, and a path that is made anew keeps what plays", async ({ browser }) => {
  const [amina, marc] = await Promise.all([withoutUdp(browser, "tcp"), enterRoom(browser, server, "tcp", "marc")]);
  await expectBoth(amina, marc);
  const paths = await pathsOf(amina);
  expect(paths.length).toBe(2);
  for (const path of paths) expect(path).toMatch(/ tcp$/);
  await remoteVideo(amina).evaluate((video) => (video.dataset["mark"] = "the same"));
  // Taking up a lost socket restarts ICE on every path.
  server.cutSockets();
  await expect(amina.locator("body")).toHaveAttribute("data-connections", /^connecting live reconnecting (reconnecting )*live$/);
  await expectBoth(amina, marc);
  for (const path of await pathsOf(amina)) expect(path).toMatch(/ tcp$/);
  await expect(remoteVideo(amina)).toHaveAttribute("data-mark", "the same");
  await Promise.all([amina.context().close(), marc.context().close()]);
});

test("[TURN-2] credentials that have expired open no relay", async ({ browser }) => {
  const marc = await enterRoom(browser, server, "expired", "marc");
  await expect(marc.locator("#state")).toHaveText("live 1");
  const amina = await behindFirewall(browser, "expired", "&credentials=expired");
  // She signals, and nothing of her arrives: as with credentials that are good within the same time.
  await expect(marc.locator("#state")).toHaveText("live 2");
  await expect.poll(() => statesOf(amina)).not.toEqual([]);
  await marc.waitForTimeout(8_000);
  expect(await statesOf(amina)).not.toContain("connected");
  expect(await pathsOf(amina)).toEqual([]);
  await Promise.all([amina.context().close(), marc.context().close()]);
});
