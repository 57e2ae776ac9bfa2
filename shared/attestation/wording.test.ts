import { describe, expect, test } from "vitest";
import { attestationSentence, frenchDate, queBefore, withArticle, withDe } from "./wording.ts";

describe("the wording of an attestation", () => {
  test("[ATT-8] the sentence is the Office's, word for word", () => {
    const parts = attestationSentence({
      version: 1,
      number: "A-2026-000123",
      verificationCode: "07T06QG5SR3NHHRAHM6N",
      candidateFullName: "Aïssatou Ndiaye",
      profession: "infirmière ou infirmier",
      date: "2026-11-22",
      issuer: "Office québécois de la langue française",
      legalBasis: "Charte de la langue française, art. 35",
    });
    expect(parts.map(({ text }) => text).join("")).toBe(
      "L’Office québécois de la langue française atteste qu’Aïssatou Ndiaye a réussi l’examen de français et possède, " +
        "au 22\u00a0novembre\u00a02026, une connaissance du français appropriée à l’exercice de la profession " +
        "d’infirmière ou infirmier (Charte de la langue française, art.\u00a035).",
    );
    expect(parts.filter(({ isStrong }) => isStrong).map(({ text }) => text)).toEqual([
      "Aïssatou Ndiaye",
      "22\u00a0novembre\u00a02026",
      "d’infirmière ou infirmier",
    ]);
  });

  test.for([
    ["infirmière", "d’infirmière"],
    ["évaluatrice agréée", "d’évaluatrice agréée"],
    ["Ergothérapeute", "d’Ergothérapeute"],
    ["œnologue", "d’œnologue"],
    ["hygiéniste dentaire", "d’hygiéniste dentaire"],
    ["huissière de justice", "d’huissière de justice"],
    ["médecin", "de médecin"],
    ["yogathérapeute", "de yogathérapeute"],
  ])("[ATT-8] the profession of %s reads «%s»", ([profession = "", expected]) => {
    expect(withDe(profession)).toBe(expected);
  });

  test.for([
    ["Émile Tremblay", "qu’"],
    ["Oumar Diallo", "qu’"],
    ["Yves Roy", "qu’"],
    ["Østen Berg", "qu’"],
    ["Marie Roy", "que "],
    ["Hassan Amrani", "que "],
    ["Yasmine Haddad", "que "],
    ["Ouassila Benali", "que "],
    ["Ian Fraser", "que "],
  ])("[ATT-8] before %s comes «%s»", ([name = "", expected]) => {
    expect(queBefore(name)).toBe(expected);
  });

  test.for([
    ["Office québécois de la langue française", "L’Office québécois de la langue française"],
    ["Commission d’examen", "La Commission d’examen"],
    ["Ministère de la Langue française", "Le Ministère de la Langue française"],
  ])("[ATT-8] «%s» opens the sentence as «%s»", ([issuer = "", expected]) => {
    expect(withArticle(issuer)).toBe(expected);
  });

  test.for([
    ["2027-03-01", "1er mars 2027"],
    ["2026-08-08", "8 août 2026"],
    ["2026-12-11", "11 décembre 2026"],
    ["2028-02-29", "29 février 2028"],
  ])("[ATT-8] %s is written «%s»", ([iso = "", expected]) => {
    expect(frenchDate(iso).replaceAll("\u00a0", " ")).toBe(expected);
  });

  test.for(["2026-02-29", "2026-13-01", "2026-1-1", "2026-11-22T00:00:00Z", ""])(
    "[ATT-8] «%s» is not a date",
    (iso) => {
      expect(() => frenchDate(iso)).toThrow(RangeError);
    },
  );
});
