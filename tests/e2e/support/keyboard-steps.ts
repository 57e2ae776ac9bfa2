import { expect, type Page } from "@playwright/test";
import { expectHeard, timesHeard } from "./heard.ts";
import { beginning, say } from "./say.ts";
import { expectAtHeading, expectPlace, follow, press, pressButton } from "./without-mouse.ts";

/** What a candidate does before the day and at the end of an activity, with keys alone. */

const backHome = (page: Page, name: string): Promise<void> => expectAtHeading(page, say("journey.hello", { name }));

export async function confirmAndBook(page: Page, name: string): Promise<void> {
  await follow(page, say("journey.confirmAction"));
  await expectAtHeading(page, say("journey.dataTitle"));
  await pressButton(page, say("journey.confirmData"));
  await backHome(page, name);
  await follow(page, say("journey.consentAction"));
  await expectPlace(page, "on the page of consents");
  // What is missing is said at once.
  await pressButton(page, say("journey.saveAnswers"));
  await expectHeard(page, say("journey.answerSupervision"), "at once");
  for (const item of ["COLLECTION_NOTICE", "ORAL_RECORDING"] as const)
    await press(page, page.getByRole("checkbox", { name: say(`journey.${item}.switch`) }), "Space");
  await press(page, page.getByRole("radio", { name: say("journey.ONLINE_SUPERVISION.yes") }), "Space");
  await pressButton(page, say("journey.saveAnswers"));
  await backHome(page, name);
  await follow(page, say("journey.bookAction"));
  await expectAtHeading(page, say("scheduling.chooseSession"));
  await press(page, page.getByRole("radio", { name: say("common.modeOnline") }), "Space");
  const sessions = page.getByRole("group", { name: say("scheduling.sessions") });
  await press(page, sessions.getByRole("radio").first(), "Space");
  await pressButton(page, say("scheduling.book"));
  await backHome(page, name);
  await expect(page.getByText(say("journey.doneSteps", { count: 3 })).first()).toBeVisible();
}

export async function checkEquipment(page: Page, name: string): Promise<void> {
  await follow(page, say("journey.startCheck"));
  await expectAtHeading(page, say("tech.title"));
  // Of six parts that wait, none speaks.
  expect(await timesHeard(page, `${say("tech.camera")}, ${say("tech.todo")}`)).toBe(0);
  for (const [part, acts] of [
    ["camera", ["tech.openCamera", "tech.cameraYes"]],
    ["microphone", ["tech.openMicrophone", "tech.record", "tech.heardYes"]],
    ["loudspeaker", ["tech.playTone", "tech.toneYes"]],
    ["screen", ["tech.shareScreen"]],
    ["network", ["tech.testNetwork"]],
  ] as const) {
    const where = page.getByRole("group", { name: say(`tech.${part}`), exact: true });
    for (const act of acts) {
      await press(page, where.getByRole("button", { name: say(act) }));
      await expectPlace(page, `after ${act}`);
    }
    await expect(where).toContainText(say("tech.ok"), { timeout: 60_000 });
    await expectHeard(page, `${say(`tech.${part}`)}, ${say("tech.ok")}`);
  }
  await pressButton(page, say("tech.finish"));
  await expect(page.getByText(say("tech.passedTitle"))).toBeVisible();
  await expectPlace(page, "after the check");
  await follow(page, say("tech.backToJourney"));
  await backHome(page, name);
}

export async function handInByKeyboard(page: Page, name: "exam.submitAnswers" | "exam.submitText"): Promise<void> {
  await expect(
    page
      .getByRole("banner")
      .getByText(beginning(say("exam.savedAt", { time: "…" })))
      .first(),
  ).toBeVisible();
  const button = page.getByRole("button", { name: say(name), exact: true });
  await press(page, button);
  await expect(
    page.getByRole("heading", {
      name: say(name === "exam.submitText" ? "exam.reviewTextTitle" : "exam.reviewAnswersTitle"),
    }),
  ).toBeFocused();
  await press(page, button.last());
  await expect(page.getByText(say("exam.runHandedIn"))).toBeVisible();
  await expectPlace(page, "after handing in");
}
