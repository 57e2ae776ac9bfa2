import fc from "fast-check";
import { expect, test } from "vitest";
import { wordDiff } from "./word-diff.ts";

const word = fc.constantFrom("la", "ronde", "du", "soir", "d’accord", "à", "19 h", "\n\n", " ", "😀");
const text = fc.array(word, { maxLength: 30 }).map((words) => words.join(" "));
const without = (before: string, after: string, kind: "ADDED" | "REMOVED"): string =>
  wordDiff(before, after)
    .filter((part) => part.kind !== kind)
    .map((part) => part.text)
    .join("");

test("[LATE-6] what is kept and removed is the former text, what is kept and added the new one", () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect([without(before, after, "ADDED"), without(before, after, "REMOVED")]).toEqual([before, after]);
    }),
    { seed: 20261129, numRuns: 500 },
  );
});

test("[LATE-6] only what differs is shown as different", () => {
  expect(wordDiff("Madame, je recommande une ronde.", "Madame, je recommande deux rondes.")).toEqual([
    { kind: "SAME", text: "Madame, je recommande " },
    { kind: "REMOVED", text: "une" },
    { kind: "ADDED", text: "deux" },
    { kind: "SAME", text: " " },
    { kind: "REMOVED", text: "ronde." },
    { kind: "ADDED", text: "rondes." },
  ]);
  expect(wordDiff("", "")).toEqual([]);
  expect(wordDiff("", "Fin.")).toEqual([{ kind: "ADDED", text: "Fin." }]);
});

test("[LATE-6] texts too long to compare word by word are shown as one piece, and nothing of them is lost", () => {
  const long = (mark: string): string => Array.from({ length: 2_500 }, (_, place) => `${mark}${place}`).join(" ");
  expect(wordDiff(`Début ${long("a")}`, `Début ${long("b")}`).map(({ kind }) => kind)).toEqual(["SAME", "REMOVED", "ADDED"]);
});
