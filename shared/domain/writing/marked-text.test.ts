import { expect, test } from "vitest";
import { markedText } from "./marked-text.ts";

test("[RDG-6] two keyboards give one text: decomposed accents are composed for marking only", () => {
  const value = "E\u0301tude acheve\u0301e";
  const answers = [
    { key: "notes", value: "non" },
    { key: "text", value },
  ];
  expect(markedText(answers)).toBe("Étude achevée");
  expect(answers[1]?.value).toBe(value);
  expect(markedText([])).toBe("");
});
