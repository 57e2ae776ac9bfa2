import { expect, test } from "vitest";
import { judgeComposition, judgeInput, judgeSilentChange, type InputFacts } from "./judge-input.ts";

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
