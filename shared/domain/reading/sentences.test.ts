import { expect, test } from "vitest";
import { seedForms } from "#prisma/seed/content/index.ts";
import { sentencesOf } from "./sentences.ts";

const read = (paragraph: string): string[] =>
  sentencesOf(paragraph, 0).map(({ start, end }) => paragraph.slice(start, end));

test.each<[string, string[]]>([
  ["Une phrase. Une autre?", ["Une phrase.", "Une autre?"]],
  ["M. Tran, des archives, aide. Il vient le lundi.", ["M. Tran, des archives, aide.", "Il vient le lundi."]],
  ["Le Dr. Lavoie vient le mardi. C’est loin.", ["Le Dr. Lavoie vient le mardi.", "C’est loin."]],
  ["Sans point", ["Sans point"]],
  ["", []],
])("[RDG-8] «%s» is read in steps", (paragraph, sentences) => {
  expect(read(paragraph)).toEqual(sentences);
});

test("[RDG-8] the steps of every seeded text lose no word and keep their order", () => {
  const paragraphs = seedForms.flatMap(({ content }) => [
    ...content.situation.paragraphs,
    ...content.documents.flatMap((document) => document.paragraphs),
  ]);
  const words = (text: string): string => text.replaceAll(/\s+/gu, " ").trim();
  for (const paragraph of paragraphs) expect(words(read(paragraph).join(" "))).toBe(words(paragraph));
});

test("[RDG-8] places count from where the paragraph begins", () => {
  expect(sentencesOf("Un. Deux.", 10)).toEqual([
    { start: 10, end: 13 },
    { start: 14, end: 19 },
  ]);
});
