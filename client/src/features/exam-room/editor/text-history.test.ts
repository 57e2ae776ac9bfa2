import fc from "fast-check";
import { expect, test } from "vitest";
import { applyEdit, editBetween, emptyHistory, hasWritten, record, redo, restored, undo, type TextHistory } from "./text-history.ts";

const typed = (history: TextHistory, words: string): TextHistory =>
  Array.from(words).reduce((now, letter) => record(now, now.text + letter), history);
const undone = (history: TextHistory): TextHistory => undo(history)?.history ?? history;
const redone = (history: TextHistory): TextHistory => redo(history)?.history ?? history;

test("[WRT-3] typing is undone word by word, and done again", () => {
  const history = typed(emptyHistory(""), "Madame, je vous");
  expect(undone(history).text).toBe("Madame, je ");
  expect(undone(undone(history)).text).toBe("Madame, ");
  expect(redone(undone(history)).text).toBe("Madame, je vous");
});

test("[WRT-3] a whole pasted sentence is one step, and so is deleting on", () => {
  const pasted = record(typed(emptyHistory(""), "Bonjour "), "Bonjour à toutes et à tous");
  expect(undone(pasted).text).toBe("Bonjour ");
  const shorter = ["abc", "ab", "a"].reduce(record, emptyHistory("abcd"));
  expect(undone(shorter).text).toBe("abcd");
});

test("[WRT-3] after a reload the history goes on, also when the text was typed on elsewhere meanwhile", () => {
  const kept: unknown = JSON.parse(JSON.stringify(typed(emptyHistory(""), "un deux")));
  const history = restored(kept as TextHistory, "un deux trois");
  expect(undone(history).text).toBe("un deux");
  expect(undone(undone(history)).text).toBe("un ");
  expect(restored(undefined, "déjà là")).toEqual({ text: "déjà là", undo: [], redo: [] });
});

test("[WRT-2] what was cut is still one's own", () => {
  const cut = record(typed(emptyHistory(""), "garder jeter"), "garder ");
  expect(hasWritten(cut, "jeter")).toBe(true);
  expect(hasWritten(cut, "venu d’ailleurs")).toBe(false);
});

test("[WRT-3] any change is found, and undoing everything gives back the beginning, step by step", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary", maxLength: 12 }), { maxLength: 12 }), (texts) => {
      let history = emptyHistory("début");
      for (const text of texts) {
        const edit = editBetween(history.text, text);
        if (edit) expect(applyEdit(history.text, edit)).toBe(text);
        history = record(history, text);
      }
      const end = history.text;
      while (undo(history)) history = undone(history);
      expect(history.text).toBe("début");
      while (redo(history)) history = redone(history);
      expect(history.text).toBe(end);
    }),
    { seed: 20261122 },
  );
});

test("[WRT-3] the history stays small, however long one writes", () => {
  let history = emptyHistory("");
  for (let step = 0; step < 2_000; step += 1) history = record(history, `${step} ${"mot ".repeat(step % 50)}`);
  expect(history.undo.length).toBeLessThanOrEqual(500);
  expect(JSON.stringify(history.undo).length).toBeLessThan(120_000);
});
