import { expect, test } from "@playwright/test";
import { Client } from "pg";
import { closeDiscussion, discussionDesk } from "#shared/protocol/discussion.ts";
import { recordIdentityCheck } from "#shared/protocol/identity.ts";
import { collectPaper, recordArrival } from "#shared/protocol/paper.ts";
import { startSession } from "#shared/protocol/conduct.ts";
import { play } from "#tests/support/day.ts";
import { callerAtStation, callerFor, demonstrationDay } from "./support/callers.ts";
import { enterAs, openWindow, staff } from "./support/people.ts";
import { say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";
import { keepDevices, lose, restore } from "./support/unplug.ts";
import { giveVoice, speakTogether, tone, wavOf } from "./support/voices.ts";

/** A discussion at a table, with a microphone of the centre before each person. */

let server: TestServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(() => server.stop());

async function rows<Row extends Record<string, unknown>>(sql: string, values: readonly unknown[]): Promise<Row[]> {
  const client = new Client({ connectionString: server.databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}

test("[TABLE-1, TABLE-2, TABLE-3, SPK-4, MEDIA-25] two microphones on a table are recorded and measured, each as its person; one that is unplugged, silenced or gives nothing but zeros is missed", async ({ browser }) => {
  test.setTimeout(600_000);
  const day = await demonstrationDay(server, "IN_PERSON");
  const support = await callerFor(server, staff.denis);
  const [first, byHand] = day.sitters;
  if (!first || !byHand) throw new Error("Two people sit at the table.");
  await day.advisers[0].must(startSession, { params: { sessionId: day.sessionId } });
  for (const { sittingId } of day.sitters) {
    await support.must(recordArrival, { params: { sittingId } });
    const body = { documentType: "PASSPORT", outcome: "CONFIRMED" } as const;
    await support.must(recordIdentityCheck, { params: { sittingId }, body });
  }
  const keyboard = { ...first, caller: await callerAtStation(server, support, first.email, first.sittingId) };
  const seated = { ...day, sitters: [keyboard, ...day.sitters.slice(1)] };
  await play(seated, "READING", "IDENTITY");
  await play({ ...seated, sitters: [keyboard] }, "READ", "READING");
  await support.must(collectPaper, { params: { sittingId: byHand.sittingId, activity: "READING" } });
  await play(seated, "DISCUSSION", "READ");
  const { roomId } = await day.advisers[0].must(discussionDesk, { params: { sessionId: day.sessionId } });
  if (!roomId) throw new Error("The discussion is not open.");

  const adviser = await enterAs(browser, server, staff.helene);
  await adviser.goto(`/bureau/${day.sessionId}/discussion`);
  const list = adviser.getByRole("list", { name: say("rooms.tableMicrophones") });
  const devices = [];
  for (const index of [0, 1]) {
    const code = adviser.getByTestId("microphone-code");
    const before = devices.length === 0 ? "" : await code.innerText();
    await list.getByRole("button").nth(index).click();
    await expect(code).not.toHaveText(before);
    const device = await openWindow(browser, server);
    await giveVoice(device, wavOf([{ from: 1 + 7 * index, to: 7 + 7 * index }], 16, tone(240 + 80 * index)));
    await keepDevices(device);
    await device.goto("/micro");
    await device.getByLabel(say("rooms.tableCode")).fill(await code.innerText());
    await device.getByRole("button", { name: say("rooms.tableEnter") }).click();
    await expect(device.getByTestId("recording")).toHaveAttribute("data-state", "ON", { timeout: 60_000 });
    devices.push(device);
  }
  await expect(list.getByText(say("rooms.tableConnected"))).toHaveCount(2, { timeout: 30_000 });
  await speakTogether(devices);
  const spoken = () =>
    rows<{ seconds: number }>(
      `SELECT coalesce(sum(extract(epoch FROM "endedAt" - "startedAt")), 0)::float AS seconds FROM "SpeechInterval" WHERE "roomId" = $1`,
      [roomId],
    ).then(([row]) => row?.seconds ?? 0);
  // Six seconds each, to within five per cent.
  await expect.poll(spoken, { timeout: 90_000, intervals: [3_000] }).toBeGreaterThan(11.4);
  expect(await spoken()).toBeLessThan(12.6);
  await expect(adviser.getByRole("meter").first()).toBeVisible();

  // Nobody looks at a microphone that lies there: whoever leads is told, and has nothing to press.
  const [device] = devices;
  if (!device) throw new Error("There are two microphones.");
  for (const loss of ["UNPLUGGED", "SILENCED", "SOUNDLESS"] as const) {
    await lose(device, "microphone", loss);
    await Promise.all([
      expect(device.getByText(say(`rooms.microphone.${loss}`)).first()).toBeVisible(),
      expect(list.getByText(say("rooms.tableNotConnected"))).toHaveCount(1),
    ]);
    await restore(device, "microphone");
    await expect(list.getByText(say("rooms.tableConnected"))).toHaveCount(2, { timeout: 30_000 });
    await expect(device.getByText(say(`rooms.microphone.${loss}`))).toHaveCount(0);
  }

  await day.advisers[0].must(closeDiscussion, { params: { roomId } });
  for (const device of devices) await expect(device.getByText(say("rooms.tableOver"))).toBeVisible({ timeout: 30_000 });
  const kept = () =>
    rows<{ state: string; sittingId: string | null }>(
      `SELECT recording.state::text AS state, key."sittingId" FROM "RecordingTrack" track
       JOIN "Recording" recording ON recording.id = track."recordingId" JOIN "RecordingKey" key ON key.id = track."keyId"
       WHERE recording."roomId" = $1`,
      [roomId],
    );
  await expect.poll(async () => (await kept()).map(({ state }) => state), { timeout: 120_000 }).not.toContain("LIVE");
  expect(new Set((await kept()).map(({ sittingId }) => sittingId))).toEqual(new Set(day.sitters.map(({ sittingId }) => sittingId)));
});
