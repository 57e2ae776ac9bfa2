import { expect, test } from "@playwright/test";
import { rulesOf } from "#shared/domain/policies/stored-rules.ts";
import { expectAccessible, expectNoSideways, untilLoaded } from "./support/look.ts";
import { enterAs, staff } from "./support/people.ts";
import { say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** The rules of the exam: the directorate proposes words and weights, the committee decides. */

let server: TestServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(() => server.stop());

test("[POL-1, POL-2, POL-4, POL-5] a proposal is kept on the device, says what it changes, and is approved by the committee by keyboard", async ({
  browser,
}) => {
  const page = await enterAs(browser, server, staff.director, { viewport: { width: 1280, height: 800 } });
  await page.goto("/resultats/regles");
  await untilLoaded(page);
  await page.getByRole("link", { name: say("policies.propose") }).click();
  await untilLoaded(page);
  const weightOf = (criterion: "E1" | "E2") =>
    page.getByRole("textbox", {
      name: say("policies.weight", { criterion, name: rulesOf({}).rubric.criteria[criterion].name.fr }),
    });
  const e1 = weightOf("E1");
  await e1.fill("30");
  const name = page.locator("summary", { hasText: /^E1/ });
  await name.click();
  const band3 = `${say("policies.band", { band: 3 })}, ${say("policies.french")}`;
  await page.getByRole("textbox", { name: band3 }).first().fill("");
  await page.getByRole("button", { name: say("policies.proposeConfirm") }).click();
  await expect(page.getByText(say("policies.weightsWrong", { sum: 105 }))).toBeVisible();
  await expect(e1).toBeFocused();
  await expectAccessible(page, "a proposal with faults");

  // Whoever comes back finds what they had typed.
  await page.reload();
  await untilLoaded(page);
  await expect(page.getByText(say("policies.takenUp"))).toBeVisible();
  await expect(e1).toHaveValue("30");
  await weightOf("E2").fill("15");
  await page.locator("summary", { hasText: /^E1/ }).click();
  await page.getByRole("textbox", { name: band3 }).first().fill("répond à la demande : l'essentiel du cas y est");
  const changes = page.getByRole("listitem").filter({ hasText: "E1" });
  await expect(changes.filter({ hasText: "l’essentiel du cas y est" })).toBeVisible();
  const mayReplay = say("policies.difference", { name: say("policies.mayReplay"), to: say("policies.yes"), from: say("policies.no") });
  await page.getByRole("checkbox", { name: say("policies.mayReplay") }).check();
  await expect(page.getByText(mayReplay)).toBeVisible();
  await page.getByRole("textbox", { name: say("policies.reason") }).fill("Étude des niveaux de l’automne.");
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSideways(page, "a proposal on a telephone");
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("button", { name: say("policies.proposeConfirm") }).click();
  await expect(page).toHaveURL(/\/resultats\/regles$/);
  await expect(page.getByText(say("policies.committeeDecides"))).toBeVisible();

  await page.getByRole("button", { name: say("policies.withdraw") }).click();
  await page.getByRole("textbox", { name: say("policies.reason") }).fill("Une erreur de frappe.");

  const member = await enterAs(browser, server, staff.committee, { viewport: { width: 1280, height: 800 } });
  await member.goto("/resultats/regles");
  await untilLoaded(member);
  await expect(member.getByText(mayReplay)).toBeVisible();
  await expectAccessible(member, "a proposal before the committee");
  await member.setViewportSize({ width: 390, height: 844 });
  await expectNoSideways(member, "a proposal before the committee on a telephone");
  await member.setViewportSize({ width: 1280, height: 800 });
  const approve = member.getByRole("button", { name: say("policies.approve") });
  await approve.focus();
  await member.keyboard.press("Enter");
  const dialog = member.getByRole("alertdialog");
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: say("policies.approve") }).focus();
  await member.keyboard.press("Enter");
  await expect(member.getByText(say("policies.state_COMING"), { exact: true })).toBeVisible();
  await expect(dialog).toHaveCount(0);

  // Whoever was about to withdraw it is told what was decided, and has nothing left to press but the way out.
  await expect(page.getByRole("alertdialog").getByText(say("policies.decidedMeanwhile"))).toBeVisible();
  await expect(page.getByRole("alertdialog").getByRole("button")).toHaveText([say("common.close")]);
  await page.getByRole("button", { name: say("common.close") }).click();
  await expect(page.getByText(say("policies.waiting"))).toHaveCount(0);
  await member.goto("/cahiers");
  await untilLoaded(member);
  await expect(member.getByRole("button", { name: say("forms.start") })).toHaveCount(0);
});
