import { expect, test, type Page } from "@playwright/test";
import { operationHash, textKey } from "#shared/domain/answers/answer-value.ts";
import { saveAnswers } from "#shared/protocol/answers.ts";
import { dayText, play, runIdOf, type Sitter } from "#tests/support/day.ts";
import { leaseOf, savedText } from "./support/answers-in-database.ts";
import { demonstrationDay, type DemonstrationDay } from "./support/callers.ts";
import { expectAccessible, expectNoSideways, untilLoaded } from "./support/look.ts";
import { enterAs, staff } from "./support/people.ts";
import { say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** Two versions of one text: what counts, and what a network kept back. A person reads both, and chooses. */

let server: TestServer;
let day: DemonstrationDay;
test.beforeAll(async () => {
  test.setTimeout(600_000);
  server = await startServer();
  day = await demonstrationDay(server, "ONLINE");
  await play(day, "WRITTEN");
});
test.afterAll(() => server.stop());

/** The page whose writing has ended sends what its network had kept back. */
async function arriveLate(sitter: Sitter, value: string): Promise<void> {
  const runId = await runIdOf(sitter, "WRITING");
  const clientId = "a-page-of-the-test";
  const leaseEpoch = await leaseOf(server, runId);
  const answer = { key: textKey, value };
  const ops = [{ ...answer, seq: 2, hash: operationHash(answer) }];
  const saved = await sitter.caller.must(saveAnswers, { params: { runId }, body: { leaseEpoch, clientId, from: 2, ops } });
  expect(saved.lane).toBe("LATE");
}

const cardOf = (page: Page, name: string) => page.getByRole("region", { name: new RegExp(`^${name}`) });

test("[LATE-1, LATE-2] both versions are read side by side, and the one that is chosen counts from then on", async ({ browser }) => {
  const [first, second] = day.sitters;
  if (!first || !second) throw new Error("The session has two candidates.");
  const longer = `${dayText}\n\nP.-S. Je peux commencer lundi.`;
  await arriveLate(first, longer);
  await arriveLate(second, "Un tout autre texte.");

  const page = await enterAs(browser, server, staff.director, { viewport: { width: 1280, height: 900 } });
  await page.goto("/resultats/retards");
  await untilLoaded(page);
  const counted = cardOf(page, first.name);
  await expect(counted.getByText(say("late.decisive"))).toBeVisible();
  await expect(counted.locator("ins")).toContainText("P.-S. Je peux commencer lundi.");
  await expect(cardOf(page, second.name).locator("del").first()).toBeVisible();
  await expectAccessible(page, "late answers");

  await test.step("nothing is chosen without a reason", async () => {
    await counted.getByRole("button", { name: say("late.count") }).click();
    await expect(counted.getByText(say("errors.REASON_REQUIRED"))).toBeVisible();
    expect(await savedText(server, first.sittingId)).toBe(dayText);
  });

  await test.step("the words that came late are chosen for one", async () => {
    await counted.getByRole("textbox", { name: say("late.reason") }).fill("Réseau coupé à la fin.");
    await counted.getByRole("button", { name: say("late.count") }).click();
    await expect(counted).toBeHidden();
    expect(await savedText(server, first.sittingId)).toBe(longer);
  });

  await test.step("what stood before is chosen for the other, on a telephone", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSideways(page, "late answers");
    const kept = cardOf(page, second.name);
    await kept.getByRole("textbox", { name: say("late.reason") }).fill("Une autre page du même appareil.");
    await kept.getByRole("button", { name: say("late.setAside") }).click();
    await expect(kept).toBeHidden();
    expect(await savedText(server, second.sittingId)).toBe(dayText);
  });

  await expect(page.getByText(say("late.none"), { exact: true })).toBeVisible();
  await expect(page.getByText("Réseau coupé à la fin.")).toBeVisible();
  await expect(page.getByText("Une autre page du même appareil.")).toBeVisible();
});
