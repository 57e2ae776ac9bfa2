import { expect, test } from "vitest";
import { frForClient } from "#shared/i18n/fr/index.ts";
import { letterWords } from "./letter-words.ts";

const reached = { score: 70, level: "REACHED", words: { fr: "atteint", en: "reached" } } as const;
const whole = { CE: reached, CO: reached, EE: reached, EO: reached };

test("[RES-25] two marks of each production are said where there are two, the two opinions where the exam was stopped, else the approval alone", () => {
  for (const outcome of ["PASS", "FAIL"] as const)
    expect(letterWords({ outcome, competencies: whole })).toEqual({ isStopped: false, origin: "letter.markedTwice", file: "letter.fileWithText" });
  const stopped = { CE: reached, CO: null, EE: null, EO: null };
  expect(letterWords({ outcome: "FAIL", competencies: stopped })).toEqual({ isStopped: true, origin: "letter.stoppedByTwo", file: "letter.fileOfStop" });
  for (const outcome of ["NOT_COMPLETED", "ON_HOLD"] as const) {
    expect(letterWords({ outcome, competencies: { ...whole, EE: null } })).toMatchObject({ origin: "letter.approved", file: "letter.fileWithoutText" });
    expect(letterWords({ outcome, competencies: { ...whole, EO: null } })).toMatchObject({ origin: "letter.approved", file: "letter.fileWithText" });
  }
});

test("[RES-25] of the reading the file is said to hold the points, since it withholds the answers", () => {
  const [, ofReading = ""] = frForClient["review.text"].split("La lecture");
  expect(ofReading).toMatch(/vos points/);
  expect(ofReading).not.toMatch(/vous les trouvez/);
});
