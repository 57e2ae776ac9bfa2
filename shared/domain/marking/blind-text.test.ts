import fc from "fast-check";
import { expect, test } from "vitest";
import { blindCode } from "./blind-code.ts";
import { blindParagraphs } from "./blind-text.ts";

const nbsp = "\u00A0";

test("[MRK-3] the same words typed at a keyboard and transcribed by a person give the same text", () => {
  const typed = "Madame,\r\n\r\nL'équipe a dit : \"il faut agir\"...  C'est noté -- merci !\r\nÀ bientôt\u00A0;\t";
  const transcribed = `Madame,\nL’e\u0301quipe a dit${nbsp}: «${nbsp}il faut agir${nbsp}»… C’est noté – merci!\n\n  À bientôt;`;
  expect(blindParagraphs(typed)).toEqual([
    "Madame,",
    `L’équipe a dit${nbsp}: «${nbsp}il faut agir${nbsp}»… C’est noté – merci!`,
    "À bientôt;",
  ]);
  expect(blindParagraphs(transcribed)).toEqual(blindParagraphs(typed));
});

test.each([
  ["à 13:30 et http://exemple.ca", "à 13:30 et http://exemple.ca"],
  ["- premier point", "– premier point"],
  ["• premier point", "– premier point"],
  ["peut\u2011être", "peut-être"],
  ["(\u201Cici\u201D)", `(«${nbsp}ici${nbsp}»)`],
  ["Une faute ,ici", "Une faute,ici"],
  ["-5 degrés", "-5 degrés"],
])("[MRK-3] %s is shown as %s", (given, shown) => {
  expect(blindParagraphs(given)).toEqual([shown]);
});

test("[MRK-3] letters, capitals, accents and full stops are never corrected", () => {
  expect(blindParagraphs("je Suis alle a lecole.et puis voila")).toEqual(["je Suis alle a lecole.et puis voila"]);
});

test("[MRK-3] an empty text has no paragraph", () => {
  expect(blindParagraphs(" \n\n \t ")).toEqual([]);
});

test("[MRK-3] no habit of a keyboard or of a typist survives, whatever the words", () => {
  const word = fc.stringMatching(/^[a-zéèàçA-Z]{1,8}$/);
  const text = fc.array(fc.array(word, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 });
  const habit = fc.record({
    space: fc.constantFrom(" ", "  ", "\u00A0", "\u202F", "\t"),
    line: fc.constantFrom("\n", "\r\n", "\n\n", " \n", "\r\n\r\n"),
    apostrophe: fc.constantFrom("'", "’", "´"),
    open: fc.constantFrom('"', "“", "«", "« ", "«\u202F"),
    ellipsis: fc.constantFrom("...", "…"),
    beforeSign: fc.constantFrom("", " ", "\u00A0", "\u202F"),
  });
  const close = { '"': '"', "“": "”", "«": "»", "« ": " »", "«\u202F": "\u202F»" };
  type Habit = typeof habit extends fc.Arbitrary<infer H> ? H : never;
  const write = (lines: readonly (readonly string[])[], by: Habit): string =>
    lines
      .map((words) => {
        const [first = "", ...rest] = words;
        const quoted = `${by.open}${first}${close[by.open]}`;
        return `L${by.apostrophe}${[quoted, ...rest].join(by.space)}${by.beforeSign}; oui${by.beforeSign}: non${by.ellipsis}`;
      })
      .join(by.line);
  fc.assert(
    fc.property(text, habit, habit, (lines, one, other) => {
      expect(blindParagraphs(write(lines, one).normalize("NFD"))).toEqual(blindParagraphs(write(lines, other)));
    }),
  );
});

test("[MRK-4] a blind code is eight signs that spell nothing", () => {
  expect(blindCode(new Uint8Array([0, 1, 2, 3, 4, 5, 6, 255]))).toBe("2345-678G");
  expect(() => blindCode(new Uint8Array(7))).toThrow(RangeError);
});
