import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "@playwright/test";
import { inProject } from "#scripts/steps/project.ts";
import { openActivity, sessionBoard, startSession } from "#shared/protocol/conduct.ts";
import { demonstration } from "#shared/protocol/demo.ts";
import { discussionDesk, openDiscussion } from "#shared/protocol/discussion.ts";
import { recordIdentityCheck } from "#shared/protocol/identity.ts";
import { joinRoom, openCheckIn } from "#shared/protocol/rooms.ts";
import { createCaller, type Caller } from "#tests/support/caller.ts";
import { callerFor } from "./support/callers.ts";
import * as on from "./support/on-the-day.ts";
import { enterAs, staff } from "./support/people.ts";
import { say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** A visitor alone with simulated people, who come by the command and leave with it. */

let server: TestServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(() => server.stop());

interface Command {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<unknown[]>;
}

function call(...given: readonly string[]): Command {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "scripts/demo-people.ts", ...given], {
    cwd: inProject(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (part: string) => (text += part));
  return { child, said: () => text, ended: once(child, "exit") };
}

async function startsWithEverybody(marc: Caller, sessionId: string): Promise<void> {
  await marc.must(startSession, { params: { sessionId } });
  const board = () => marc.must(sessionBoard, { params: { sessionId } });
  // They arrive and enter the call by themselves.
  await expect.poll(async () => (await board()).sittings.filter(({ state }) => state === "WAITING").length, { timeout: 120_000 }).toBe(3);
  for (const { sittingId } of (await board()).sittings.filter(({ state }) => state === "WAITING")) {
    const { roomId } = await marc.must(openCheckIn, { params: { sittingId } });
    await marc.must(joinRoom, { params: { roomId } });
    const body = { documentType: "PASSPORT", outcome: "CONFIRMED" } as const;
    await expect.poll(async () => (await marc.call(recordIdentityCheck, { params: { sittingId }, body })).ok, { timeout: 120_000 }).toBe(true);
  }
  await marc.must(openActivity, { params: { sessionId, activity: "READING" }, body: { sittingIds: null } });
}

/** As soon as everybody has read; with the adviser who came as the second one. */
async function openedWith(marc: Caller, sessionId: string): Promise<boolean> {
  const { people, advisers, state } = await marc.must(discussionDesk, { params: { sessionId } });
  const { sittings } = await marc.must(sessionBoard, { params: { sessionId } });
  const haveRead = sittings.filter(({ runs }) => runs.some(({ activity, state: run }) => activity === "READING" && run === "COMPLETED"));
  if (state !== "NOT_OPENED" || haveRead.length < 3) return state === "OPEN" && people.length === 3;
  const second = advisers.find(({ isMe }) => !isMe);
  if (second) await marc.must(openDiscussion, { params: { sessionId }, body: { secondAdviserId: second.accountId } });
  return false;
}

test("[DEMO-7] a server that does not answer and an unknown session are said in a sentence, and nothing is opened", async () => {
  const nobody = call("--session", "any", "--url", "http://localhost:9");
  expect(await nobody.ended).toEqual([1, null]);
  expect(nobody.said()).toMatch(/^✗ No server answers at http:\/\/localhost:9\./);
  const unknown = call("--session", "any", "--url", server.url);
  expect(await unknown.ended).toEqual([1, null]);
  expect(unknown.said()).toMatch(/^✗ No session any can be joined from home now\. There are:\n {2}[0-9a-f-]{36} {2}OIIQ, not begun/);
});

test("[DEMO-8] three candidates and an adviser come, live the day into the discussion by themselves, and leave with Ctrl-C", async ({ browser }) => {
  test.setTimeout(840_000);
  const { sessions } = await createCaller(server.url, "").must(demonstration, {});
  const sessionId = sessions.find(({ deliveryMode }) => deliveryMode === "ONLINE")?.sessionId ?? "";
  const { child, said, ended } = call("--session", sessionId, "--candidates", "3", "--advisers", "1", "--minutes", "1", "--url", server.url);
  try {
    await expect.poll(said, { timeout: 120_000 }).toContain("Ctrl-C: everybody leaves");
    expect(said()).toContain("be one of: Marc Tremblay");
    const marc = await callerFor(server, staff.marc);
    await startsWithEverybody(marc, sessionId);
    const board = await enterAs(browser, server, staff.marc);
    await board.goto(`/bureau/${sessionId}`);
    const pictures = board.getByTestId("watched-picture").locator("video");
    await expect(pictures.first()).toBeVisible({ timeout: 120_000 });
    await expect
      .poll(() => pictures.evaluateAll((list) => list.filter((video) => video instanceof HTMLVideoElement && video.getVideoPlaybackQuality().totalVideoFrames > 5).length), { timeout: 180_000 })
      .toBeGreaterThanOrEqual(3);
    // A minute later they have handed in, and a discussion can be led.
    await expect.poll(() => openedWith(marc, sessionId), { timeout: 300_000, intervals: [3_000] }).toBe(true);
    await board.goto(`/bureau/${sessionId}/discussion`);
    await on.enterRoom(board);
    const dots = board.getByTestId("heard-by");
    // Three candidates and the other adviser.
    await expect(dots).toHaveCount(4, { timeout: 120_000 });
    for (const one of await dots.all())
      await expect(one).toHaveAccessibleName(say("floor.heardBy", { count: "4", total: "4" }), { timeout: 180_000 });
    const processes = execFileSync("ps", ["-o", "pid=", "--ppid", String(child.pid)]).toString().trim().split(/\s+/).map(Number);
    child.kill("SIGINT");
    expect(await ended).toEqual([0, null]);
    expect(said()).toContain("✓ Everybody has left");
    expect(processes.length).toBeGreaterThan(0);
    for (const pid of processes) expect(() => process.kill(pid, 0)).toThrow("ESRCH");
    await board.context().close();
  } finally {
    child.kill("SIGKILL");
  }
});
