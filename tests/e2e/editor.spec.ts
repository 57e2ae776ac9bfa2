import { expect, test, type CDPSession, type Locator, type Page } from "@playwright/test";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { play } from "#tests/support/day.ts";
import { savedText } from "./support/answers-in-database.ts";
import { demonstrationDay, sitterOf, type DemonstrationDay } from "./support/callers.ts";
import { enterAs } from "./support/people.ts";
import { say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** The editor in a real browser: what is typing and what is not, the accents, the history. */

let server: TestServer;
let day: DemonstrationDay;
let page: Page;
let devtools: CDPSession;

test.describe.configure({ mode: "serial" });
test.beforeAll(async ({ browser }) => {
  server = await startServer();
  day = await demonstrationDay(server, "ONLINE");
  await play(day, "WRITING");
  page = await enterAs(browser, server, sitter().email);
  await page.goto(`/seance/${sitter().sittingId}`);
  await expect(editor()).toBeVisible();
  devtools = await page.context().newCDPSession(page);
});
test.afterAll(() => server.stop());

const sitter = () => sitterOf(day);
const editor = () => page.getByRole("textbox", { name: say("exam.yourText") });
const refused = () => page.getByText(say("room.refusedInput"));
const clear = async (): Promise<void> => {
  await editor().press("ControlOrMeta+A");
  await editor().press("Delete");
};

const kinds = async (): Promise<string[]> => {
  const { observations } = await sitter().caller.must(sittingRecord, { params: { sittingId: sitter().sittingId } });
  return observations.map(({ kind }) => kind);
};

test("[WRT-4] a dead key, an input method and one letter at a time are typing", async () => {
  await editor().focus();
  // A dead key: the accent is composed, then the letter commits it.
  await page.keyboard.down("Shift");
  await devtools.send("Input.imeSetComposition", { text: "^", selectionStart: 1, selectionEnd: 1 });
  await devtools.send("Input.insertText", { text: "ê" });
  await page.keyboard.up("Shift");
  await expect(editor()).toHaveValue("ê");
  // An input method: keys go to it, and it commits a word.
  for (const key of ["n", "i", "h", "a", "o"])
    await devtools.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Process", code: `Key${key.toUpperCase()}`, windowsVirtualKeyCode: 229 });
  await devtools.send("Input.imeSetComposition", { text: "你好", selectionStart: 2, selectionEnd: 2 });
  await devtools.send("Input.insertText", { text: "你好" });
  await expect(editor()).toHaveValue("ê你好");
  // A braille display: letters without keys.
  for (const letter of "école") await page.keyboard.insertText(letter);
  await expect(editor()).toHaveValue("ê你好école");
  await expect(refused()).toBeHidden();
  await clear();
});

test("[WRT-1, WRT-4] what is dictated, inserted by an extension or written by a program does not stay, and the record says so", async () => {
  await editor().pressSequentially("À moi. ");
  await page.keyboard.insertText("Une phrase dictée d’un coup.");
  await expect(refused()).toBeVisible();
  await expect(editor()).toHaveValue("À moi. ");
  await editor().pressSequentially("b");
  await expect(refused()).toBeHidden();
  await page.evaluate(() => document.execCommand("insertText", false, "Une phrase d’une extension."));
  await expect(refused()).toBeVisible();
  await expect(editor()).toHaveValue("À moi. b");
  await editor().evaluate((field: HTMLTextAreaElement) => {
    field.value = "Tout un autre texte.";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await expect(editor()).toHaveValue("À moi. b");
  // Without a word: noticed within a second.
  await editor().evaluate((field: HTMLTextAreaElement) => void (field.value = "Encore un autre."));
  await expect(editor()).toHaveValue("À moi. b");
  // A voice composes: a key that only moves, before it, is no typing.
  await editor().press("End");
  await devtools.send("Input.imeSetComposition", { text: "et une phrase dictée", selectionStart: 20, selectionEnd: 20 });
  await devtools.send("Input.insertText", { text: "et une phrase dictée" });
  await expect(refused()).toBeVisible();
  await expect(editor()).toHaveValue("À moi. b");
  await expect.poll(() => savedText(server, sitter().sittingId)).toBe("À moi. b");
  await expect.poll(kinds).toEqual(expect.arrayContaining(["UNTYPED_TEXT", "TEXT_ALTERED"]));
  await clear();
});

test("[WRT-1] what is dropped from elsewhere does not stay, in the text or in the notes", async () => {
  const dropOn = async (field: Locator): Promise<void> => {
    const box = await field.boundingBox();
    if (!box) throw new Error("The field is not shown.");
    const data = { items: [{ mimeType: "text/plain", data: "Un texte glissé d’une autre fenêtre." }], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"] as const)
      await devtools.send("Input.dispatchDragEvent", { type, x: box.x + 40, y: box.y + 40, data });
  };
  await editor().pressSequentially("À moi. ");
  await dropOn(editor());
  await expect(editor()).toHaveValue("À moi. ");
  await page.getByRole("tab", { name: say("exam.yourNotes") }).click();
  const notes = page.getByRole("tabpanel").getByRole("textbox");
  await notes.pressSequentially("Une note.");
  await dropOn(notes);
  await expect(notes).toHaveValue("Une note.");
  await expect.poll(kinds).toContain("DROP");
  await expect(notes).toHaveValue("Une note.");
  await page.getByRole("tab", { name: say("exam.situation") }).click();
  await clear();
});

test("[WRT-2] what was cut comes back, also after a reload", async () => {
  await editor().pressSequentially("garder jeter");
  await editor().press("ControlOrMeta+Shift+ArrowLeft");
  await editor().press("ControlOrMeta+X");
  await expect(editor()).toHaveValue("garder ");
  // What the undo history keeps is written once a second.
  await page.waitForTimeout(4_000);
  await page.reload();
  await expect(editor()).toHaveValue("garder ");
  await editor().press("ControlOrMeta+End");
  await editor().press("ControlOrMeta+V");
  await expect(editor()).toHaveValue("garder jeter");
  await expect(refused()).toBeHidden();
});

test("[WRT-3] undoing goes back past a reload, by keys and by button, and forwards again", async () => {
  await editor().press("ControlOrMeta+Z");
  await expect(editor()).toHaveValue("garder ");
  await page.getByRole("button", { name: say("room.undo") }).click();
  await expect(editor()).toHaveValue("garder jeter");
  await page.getByRole("button", { name: say("room.redo") }).click();
  await expect(editor()).toHaveValue("garder ");
  await clear();
});

test("[WRT-5] F2 turns the letter, the palette inserts, and capitals stay capitals", async () => {
  await editor().pressSequentially("Re");
  await editor().press("F2");
  await editor().pressSequentially("unir");
  await expect(editor()).toHaveValue("Réunir");
  await editor().pressSequentially(" E");
  await editor().press("Control+,");
  await editor().press("F2");
  await expect(editor()).toHaveValue("Réunir È");
  await page.getByRole("button", { name: say("room.insertWith", { character: "œ", key: "o", presses: 2 }) }).click();
  await expect(editor()).toHaveValue("Réunir Èœ");
  await expect(editor()).toBeFocused();
  await expect.poll(() => savedText(server, sitter().sittingId)).toBe("Réunir Èœ");
  // The notes are on the same keyboard.
  await page.getByRole("tab", { name: say("exam.yourNotes") }).click();
  const notes = page.getByRole("tabpanel").getByRole("textbox");
  await notes.press("ControlOrMeta+End");
  await notes.pressSequentially(" ide");
  await notes.press("F2");
  await expect(notes).toHaveValue(/ idé$/);
  await page.getByRole("button", { name: say("room.keyboard"), exact: true }).click();
  await page.getByRole("button", { name: say("room.layoutStart") }).click();
  for (const key of ["q", "z"]) await page.keyboard.press(key);
  await page.getByRole("button", { name: say("room.layoutNowhere") }).click();
  await expect(page.getByText(say("room.layoutKnown", { layout: say("room.layout.US") }))).toBeVisible();
});
