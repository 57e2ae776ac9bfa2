import { expect, test } from "vitest";
import { isWritingKey, judgeComposition, judgeInput, judgeSilentChange, type InputFacts } from "./judge-input.ts";

const facts = (inputType: string, text: string, rest: Partial<InputFacts> = {}): InputFacts => ({
  inputType,
  text,
  selected: 0,
  keys: 1,
  isOwn: false,
  ...rest,
});

test.each([
  ["a letter", facts("insertText", "a")],
  ["a letter from a braille display, without a key", facts("insertText", "é", { keys: 0 })],
  ["a dead key that did not combine", facts("insertText", "^t", { keys: 2 })],
  ["a letter and its combining accent", facts("insertText", "e\u0301", { keys: 0 })],
  ["an emoji from the system's panel", facts("insertText", "👍🏽", { keys: 0 })],
  ["a new line", facts("insertLineBreak", "", { keys: 0 })],
  ["an accent chosen from the system's list", facts("insertReplacementText", "é", { selected: 1 })],
  ["composing", facts("insertCompositionText", "ni hao", { keys: 0 })],
  ["cutting", facts("deleteByCut", "")],
  ["one's own words", facts("insertFromPaste", "ma phrase", { isOwn: true })],
  ["one's own words, from the line that was killed", facts("insertFromYank", "ma phrase", { isOwn: true })],
  ["undoing", facts("historyUndo", "", { keys: 2 })],
])("[WRT-2, WRT-4] %s goes on", (_name, given) => {
  expect(judgeInput(given)).toBeUndefined();
});

test.each([
  ["insertFromPaste", "venu d’ailleurs", "EXTERNAL_PASTE"],
  ["insertFromYank", "venu d’ailleurs", "EXTERNAL_PASTE"],
  ["insertFromDrop", "ma phrase", "DROP"],
  ["insertReplacementText", "corrigé", "REPLACEMENT"],
  ["insertText", "une phrase dictée d’un coup", "UNTYPED_TEXT"],
])("[WRT-1, WRT-4] %s of «%s» is %s", (inputType, text, kind) => {
  expect(judgeInput(facts(inputType, text, { isOwn: kind === "DROP" }))).toEqual({ kind, characters: text.length });
});

test("[WRT-4] what is composed with keys is typing; what is composed without any is not", () => {
  expect(judgeComposition("你好世界", 8)).toBeUndefined();
  expect(judgeComposition("é", 0)).toBeUndefined();
  expect(judgeComposition("une phrase dictée", 0)).toEqual({ kind: "UNTYPED_TEXT", characters: 17 });
});

test("[WRT-4] a program that writes into the field is noticed; own words and single letters are left alone", () => {
  expect(judgeSilentChange("tout un texte", "", false, true)).toEqual({ kind: "TEXT_ALTERED", characters: 13 });
  expect(judgeSilentChange("a", "", false, false)).toEqual({ kind: "TEXT_ALTERED", characters: 1 });
  expect(judgeSilentChange("", "", false, true)).toBeUndefined();
  expect(judgeSilentChange("é", "", false, true)).toBeUndefined();
  expect(judgeSilentChange("ma phrase", "", true, true)).toBeUndefined();
});

const key = (name: string, held: Partial<Parameters<typeof isWritingKey>[0]> = {}) =>
  isWritingKey({ key: name, ctrlKey: false, altKey: false, metaKey: false, shiftKey: false, ...held });

test("[WRT-4] a key that moves, changes another or commands begins no word; whatever a keyboard may call a writing one does", () => {
  for (const name of ["ArrowLeft", "Home", "PageDown", "Shift", "Meta", "AltGraph", "Escape", "F5", "AudioVolumeUp"]) expect(key(name), name).toBe(false);
  // What calls a dictation: Windows with H, Ctrl with a letter.
  expect([key("h", { metaKey: true }), key("d", { ctrlKey: true })]).toEqual([false, false]);
  for (const name of ["a", "É", "Dead", "Process", "Unidentified", "Compose", "Convert", "Backspace", "Enter", " "]) expect(key(name), name).toBe(true);
  // AltGr is Ctrl and Alt on Windows; Ctrl, Shift and U begin a character by its number on Linux.
  expect([key("@", { ctrlKey: true, altKey: true }), key("U", { ctrlKey: true, shiftKey: true })]).toEqual([true, true]);
});
