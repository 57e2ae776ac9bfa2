import { readFile } from "node:fs/promises";
import { expect, test, type Page } from "@playwright/test";
import { startDraft } from "#shared/protocol/forms.ts";
import { zip } from "#server/platform/zip.ts";
import { callerFor } from "./support/callers.ts";
import { expectAccessible, expectNoSideways, untilLoaded } from "./support/look.ts";
import { enterAs, staff } from "./support/people.ts";
import { say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** Questions that come from another tool, beside what somebody is typing. */

let server: TestServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(() => server.stop());

const text = (words: string): Buffer => Buffer.from(words, "utf8");
const item = (inside: string): Buffer =>
  text(
    `<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="q1" title="Le plan de garde">${inside}</qti-assessment-item>`,
  );
const brought = Buffer.from(
  zip([
    {
      name: "imsmanifest.xml",
      bytes: text(
        `<manifest><resources>${["a", "b"].map((name) => `<resource identifier="${name}" type="imsqti_item_xmlv3p0" href="${name}.xml"/>`).join("")}</resources></manifest>`,
      ),
    },
    {
      name: "a.xml",
      bytes: item(
        `<qti-response-declaration identifier="R" cardinality="single" base-type="identifier"><qti-correct-response><qti-value>B</qti-value></qti-correct-response></qti-response-declaration>
         <qti-item-body><p><img src="plan.png" alt=""/></p><qti-choice-interaction response-identifier="R"><qti-prompt>Qui est de <em>garde</em>?</qti-prompt>
         <qti-simple-choice identifier="A">Luc</qti-simple-choice><qti-simple-choice identifier="B">Ève</qti-simple-choice><qti-simple-choice identifier="C">Rose</qti-simple-choice></qti-choice-interaction></qti-item-body>`,
      ),
    },
    { name: "b.xml", bytes: item(`<qti-item-body><qti-drawing-interaction response-identifier="R"/></qti-item-body>`) },
  ]),
);
const file = (buffer: Buffer) => ({ name: "paquet.zip", mimeType: "application/zip", buffer });
const dialog = (page: Page) => page.getByRole("dialog");

test("[FORM-21, FORM-22, FORM-23] a package is reported line by line, what was typed stays, and the questions leave again", async ({
  browser,
}) => {
  const director = await callerFor(server, staff.director);
  const { draftId } = await director.must(startDraft, {
    body: { from: "NOTHING", code: "QTI-1", professionKey: "nursing" },
  });
  const page = await enterAs(browser, server, staff.director, { viewport: { width: 1280, height: 800 } });
  await page.goto(`/cahiers/redaction/${draftId}`);
  await untilLoaded(page);
  await page.getByRole("tab", { name: /^Questions/ }).click();
  await page.getByRole("button", { name: say("forms.addItem") }).click();
  await page.locator("[data-place^=ITEM-] > details > summary").first().click();
  await page.getByRole("textbox", { name: say("forms.prompt") }).fill("Ma propre question");

  await page.getByTestId("qti-file").setInputFiles(file(text("pas une archive")));
  await expect(dialog(page).getByText(say("errors.QTI_NOT_A_ZIP"))).toBeVisible();
  await dialog(page)
    .getByRole("button", { name: say("common.close"), exact: true })
    .last()
    .click();

  await page.getByTestId("qti-file").setInputFiles(file(brought));
  await expect(dialog(page).getByText(say("qti.taken", { count: 1 }))).toBeVisible();
  await expect(dialog(page).getByText(say("qti.left", { count: 1 }))).toBeVisible();
  await expect(dialog(page).getByText(say("qti.note_MEDIA", { what: "plan.png" }))).toBeVisible();
  await expect(dialog(page).getByText(say("qti.note_INTERACTION", { what: "qti-drawing-interaction" }))).toBeVisible();
  await expectAccessible(page, "the report");
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSideways(page, "the report on a telephone");
  await page.setViewportSize({ width: 1280, height: 800 });
  await dialog(page)
    .getByRole("button", { name: say("common.close"), exact: true })
    .last()
    .click();
  await expect(page.locator("[data-place^=ITEM-] > details > summary")).toHaveText([
    /Ma propre question/,
    /Qui est de garde\?/,
  ]);

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: say("qti.export") }).click();
  const taken = await download;
  expect(taken.suggestedFilename()).toBe("QTI-1-v1-qti3.zip");
  expect((await readFile(await taken.path())).includes("imsmanifest.xml")).toBe(true);
});
