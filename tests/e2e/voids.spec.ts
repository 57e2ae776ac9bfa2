import { expect, test } from "@playwright/test";
import * as items from "#shared/protocol/items.ts";
import { resultList } from "#shared/protocol/results.ts";
import type { Caller } from "#tests/support/caller.ts";
import { markEverything, play } from "#tests/support/day.ts";
import { callerFor, demonstrationDay } from "./support/callers.ts";
import { expectAccessible, expectNoSideways, untilLoaded } from "./support/look.ts";
import { enterAs, staff } from "./support/people.ts";
import { say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** A faulty question is taken out for everybody: what it changes is read before it is done. */

let server: TestServer;
let director: Caller;
test.beforeAll(async () => {
  test.setTimeout(600_000);
  server = await startServer();
  const day = await demonstrationDay(server, "ONLINE");
  await play(day, "INTERVIEWED");
  director = await callerFor(server, staff.director);
  const markers = await Promise.all(
    [staff.sophie, staff.karim, staff.julie, staff.mathieu, staff.linh].map((one) => callerFor(server, one)),
  );
  const hasReports = async (): Promise<boolean> => {
    await markEverything(markers);
    return (await director.must(resultList, {})).results.length === day.sitters.length;
  };
  await expect.poll(hasReports, { message: "everybody has a report", timeout: 120_000 }).toBe(true);
});
test.afterAll(() => server.stop());

async function readForm() {
  const [form] = (await director.must(items.formItems, {})).forms;
  const [first, second] = form?.items ?? [];
  if (!form || !first || !second) throw new Error("Nobody has read a form of two questions.");
  return { formId: form.formId, first, second };
}

test("[ITM-3] what a void changes is read before it is decided, needs a reason, and is read again where it changed meanwhile", async ({ browser }) => {
  const { formId, first, second } = await readForm();
  const page = await enterAs(browser, server, staff.yves, { viewport: { width: 1280, height: 900 } });
  await page.goto("/resultats/items");
  await untilLoaded(page);
  const row = page.getByRole("row", { name: first.prompt });
  const dialog = page.getByRole("alertdialog");
  const decide = dialog.getByRole("button", { name: say("items.voidConfirm") });

  await test.step("the numbers, and nothing without a reason", async () => {
    await row.getByRole("button", { name: say("items.voidNamed", { prompt: first.prompt }) }).press("Enter");
    await expect(dialog.getByRole("table", { name: say("items.voidOutcome") })).toBeVisible();
    await expectAccessible(page, "the dialog of a void");
    await decide.press("Enter");
    await expect(dialog.getByText(say("errors.REASON_REQUIRED"))).toBeVisible();
    expect((await readForm()).first.voided).toBeNull();
  });

  await test.step("somebody else voids another question: nothing is decided on numbers that are not true any more", async () => {
    const params = { formId, itemId: second.itemId };
    const isVoid = async (): Promise<boolean> => {
      const { fingerprint } = await director.must(items.voidEffect, { params });
      return (await director.call(items.voidItem, { params, body: { reason: "Deux réponses possibles.", fingerprint } })).ok;
    };
    await expect.poll(isVoid, { message: "the other question is void" }).toBe(true);
    await dialog.getByLabel(say("items.voidReason")).fill("La question ne se lit pas de deux façons sans erreur.");
    await decide.press("Enter");
    await expect(dialog.getByText(say("errors.STATE_CHANGED"))).toBeVisible();
    expect((await readForm()).first.voided).toBeNull();
  });

  await test.step("with the new numbers it is done, and stands with its reason", async () => {
    // Results are computed again one after another: the numbers may change once more, and a press that found the new ones closes the dialog.
    const isDone = async (): Promise<boolean> => {
      await decide.evaluateAll((shown) => shown.forEach((button) => button instanceof HTMLElement && button.click()));
      return row.getByText(say("items.voided"), { exact: true }).isVisible();
    };
    await expect.poll(isDone, { message: "the question is void", timeout: 60_000 }).toBe(true);
    await expect(dialog).toBeHidden();
    await expect(row.getByText("La question ne se lit pas de deux façons sans erreur.")).toBeVisible();
    await expect(row.getByRole("button", { name: say("items.void") })).toHaveCount(0);
    expect((await readForm()).first.voided?.reason).toBe("La question ne se lit pas de deux façons sans erreur.");
  });

  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSideways(page, "questions with two of them void");
  await page.context().close();
});
