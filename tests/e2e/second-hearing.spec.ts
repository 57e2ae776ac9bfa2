import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { closeInterview, openInterview } from "#shared/protocol/interview.ts";
import { joinOnceReady } from "#tests/support/check-in.ts";
import { play } from "#tests/support/day.ts";
import { demonstrationDay, sitterOf, type DemonstrationDay } from "./support/callers.ts";
import { keepInterview } from "./support/heard-in-database.ts";
import { lateAdviserReads } from "./support/marking-in-database.ts";
import { expectAccessible } from "./support/look.ts";
import { dialog } from "./support/on-the-day.ts";
import { enterAs, staff } from "./support/people.ts";
import { say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** Whoever held the interview does not lock: the directorate has it heard by somebody else. */

let server: TestServer;
let day: DemonstrationDay;
let folder: string;
test.beforeAll(async () => {
  test.setTimeout(600_000);
  folder = await mkdtemp(join(tmpdir(), "epreuve-heard-"));
  const masterKey = randomBytes(32);
  server = await startServer({ env: { RECORDINGS_DIR: folder, RECORDING_KEY: masterKey.toString("base64") } });
  day = await demonstrationDay(server, "ONLINE");
  await play(day, "WRITTEN");
  const { sittingId } = sitterOf(day);
  const [first, second] = day.advisers;
  const { roomId } = await first.must(openInterview, { params: { sittingId } });
  for (const adviser of [first, second]) await joinOnceReady(adviser, roomId);
  await first.must(closeInterview, { params: { roomId } });
  await keepInterview(server, sittingId, { folder, masterKey });
});
test.afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

test("[MRK-43] a mark that does not come is given from the recording, for a reason, and the result says who has it", async ({ browser }) => {
  const page = await enterAs(browser, server, staff.director);
  const hear = page.getByRole("button", { name: say("confirmation.hear_INTERVIEW") });
  // What was recorded is sealed within a minute.
  await expect(async () => {
    await page.goto("/resultats");
    await page.getByRole("button", { name: say("confirmation.filterMarking", { count: 1 }) }).click();
    await page.getByRole("button", { name: say("confirmation.openNamed", { name: sitterOf(day).name }) }).click();
    await expect(hear).toBeVisible({ timeout: 15_000 });
  }).toPass({ timeout: 300_000 });
  await expect(page.getByText(say("confirmation.waits_ADVISER_RECORDED"))).toHaveCount(2);
  await hear.click();
  await expectAccessible(page, "hear a recording");
  await dialog(page).getByRole("button", { name: say("confirmation.hearDo") }).click();
  await expect(dialog(page).getByText(say("errors.REASON_REQUIRED"))).toBeVisible();
  await dialog(page).getByRole("textbox", { name: say("confirmation.reason") }).fill("La conseillère est en congé.");
  await dialog(page).getByRole("button", { name: say("confirmation.hearDo") }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByText(say("confirmation.waits_LISTENER_ASKED"))).toHaveCount(2);
  await expect(hear).toHaveCount(0);
});

test("[MRK-48] whoever has still to mark is told why a result does not open, and closes it", async ({ browser }) => {
  const { sittingId, name } = sitterOf(day);
  const page = await enterAs(browser, server, await lateAdviserReads(server, sittingId));
  await page.goto("/resultats");
  await page.getByRole("button", { name: say("confirmation.filterMarking", { count: 1 }) }).click();
  await page.getByRole("button", { name: say("confirmation.openNamed", { name }) }).click();
  const refusal = page.getByRole("alert").filter({ hasText: say("errors.OWN_MARK_DUE") });
  await expect(refusal).toBeVisible();
  await expectAccessible(page, "a result that does not open");
  await page.getByRole("button", { name: say("confirmation.close") }).click();
  await expect(refusal).toHaveCount(0);
});

test("[RES-27] a result is found by a name without its accents, is open again after a reload, and no name stands in the address", async ({ browser }) => {
  const { name, sittingId } = sitterOf(day);
  const page = await enterAs(browser, server, staff.director);
  await page.goto("/resultats");
  const search = page.getByRole("searchbox", { name: say("confirmation.search") });
  await search.fill("personne de ce nom");
  await expect(page.getByText(say("confirmation.noneFound"))).toBeVisible();
  await search.fill(name.toUpperCase().normalize("NFD").replaceAll(/\p{M}/gu, ""));
  // The state in which they are found is the one that is shown.
  await page.getByRole("button", { name: say("confirmation.openNamed", { name }) }).click();
  const close = page.getByRole("button", { name: say("confirmation.close") });
  await expect(close).toBeVisible();
  await expectAccessible(page, "a result that was looked for");
  expect(page.url()).not.toContain(encodeURIComponent(name.split(" ")[0] ?? name));
  await page.reload();
  await expect(close).toBeVisible();
  expect(new URL(page.url()).searchParams.get("personne")).toBe(sittingId);
});
