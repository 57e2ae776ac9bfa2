import { expect, test, type Page } from "@playwright/test";
import { contentHash, operationHash, textKey } from "#shared/domain/answers/answer-value.ts";
import { patchBetween, type OperationValue } from "#shared/domain/answers/text-patch.ts";
import { saveAnswers, takeLease } from "#shared/protocol/answers.ts";
import { submitRun } from "#shared/protocol/sitting.ts";
import { play, runIdOf } from "#tests/support/day.ts";
import { demonstrationDay } from "./support/callers.ts";
import { expectAccessible } from "./support/look.ts";
import { enter, openWindow, staff } from "./support/people.ts";
import { say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** What the directorate has before it after the day: how a text came to be, and what of it came late. */

let server: TestServer;
let page: Page;
let sittingId: string;

const texts = ["Madame,", "Madame, Monsieur,", "Mesdames, Messieurs,"] as const;
const clientId = "a-page-of-the-test";
const times = [0, 3_000, 603_000];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(600_000);
  server = await startServer();
  const day = await demonstrationDay(server, "ONLINE");
  await play(day, "WRITING");
  const [sitter] = day.sitters;
  if (!sitter) throw new Error("The session has nobody.");
  sittingId = sitter.sittingId;
  const runId = await runIdOf(sitter, "WRITING");
  const { leaseEpoch, answers } = await sitter.caller.must(takeLease, { params: { runId }, body: { clientId } });
  const send = (seq: number, value: OperationValue, tMono?: number) => {
    const op = { seq, key: textKey, value, hash: operationHash({ key: textKey, value }), ...(tMono === undefined ? {} : { tMono }) };
    return sitter.caller.must(saveAnswers, { params: { runId }, body: { leaseEpoch, clientId, from: seq, ops: [op] } });
  };
  for (const [index, text] of texts.entries()) {
    const before = texts[index - 1];
    await send(index + 1, before === undefined ? text : patchBetween(before, text), times[index]);
  }
  const shown = [...answers.filter(({ key }) => key !== textKey), { key: textKey, value: texts[2] }];
  await sitter.caller.must(submitRun, { params: { runId }, body: { clientId, lastSeq: 3, contentHash: contentHash(shown) } });
  await send(4, `${texts[2]} Merci.`);
  page = await openWindow(browser, server, { viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
  await enter(page.context(), server, staff.director);
});
test.afterAll(() => server.stop());

const text = () => page.getByRole("region", { name: say("history.text") });
const press = (key: string) => page.locator("body").press(key);

test("[HIS-6, HIS-2] the player asks why, then plays, steps and goes to each fact, by keyboard and by pointer", async () => {
  await page.goto(`/resultats/${sittingId}/historique`);
  await page.getByRole("button", { name: say("history.open") }).click();
  await expect(page.getByText(say("errors.REASON_REQUIRED"))).toBeVisible();
  await page.getByRole("textbox", { name: say("history.reason") }).fill("Révision demandée par la personne.");
  await page.getByRole("button", { name: say("history.open") }).click();
  // It opens at the end and stays there: nothing begins by itself.
  await expect(text()).toHaveText(`${texts[2]} Merci.`);
  await expect(page.getByText(say("history.moment_LATE"), { exact: true })).toBeVisible();
  await expectAccessible(page, "the player");
  await press("Home");
  await expect(text()).toHaveText(say("history.empty"));
  await press("ArrowRight");
  await expect(text()).toHaveText(texts[0]);
  await press("ArrowRight");
  await expect(text()).toHaveText(texts[1]);
  await press("ArrowLeft");
  await expect(text()).toHaveText(texts[0]);
  await press(" ");
  await expect(text()).toHaveText(`${texts[2]} Merci.`);
  await expect(page.getByRole("button", { name: say("history.play") })).toBeVisible();
  // Ten minutes without a letter is a fact that one can go to.
  await page.getByRole("button", { name: /Rien de tapé pendant 10 min/ }).click();
  await expect(text()).toHaveText(texts[1]);
  await page.getByRole("button", { name: say("history.forward") }).click();
  await expect(text()).toHaveText(texts[2]);
  await page.getByRole("slider", { name: say("history.position") }).press("Home");
  await expect(text()).toHaveText(texts[0]);
});

test("[LATE-1] what came late is read beside what counts, and counts once somebody has decided so with a reason", async () => {
  await page.goto("/resultats/retards");
  const arrival = page.getByRole("region", { name: new RegExp(say("record.activity.WRITING")) });
  await expect(arrival.locator("ins")).toContainText("Merci.");
  await expectAccessible(page, "late answers");
  const count = arrival.getByRole("button", { name: say("late.count") });
  await count.click();
  await expect(page.getByText(say("errors.REASON_REQUIRED"))).toBeVisible();
  await arrival.getByRole("textbox", { name: say("late.reason") }).fill("Réseau coupé à la fin, vu par la conseillère.");
  await count.click();
  await expect(page.getByText(say("late.none"))).toBeVisible();
  await expect(page.getByRole("row", { name: /Réseau coupé à la fin/ })).toContainText(say("late.decision_counted"));
});
