import { expect, test } from "vitest";
import { createTranslator } from "./translator.ts";

const t = createTranslator<"desk.noteTitle" | "allotment.tasksOf">("fr", {
  "desk.noteTitle": "Note au journal de {name}",
  "allotment.tasksOf": "Textes que {name} doit évaluer",
});

test("[I18N-12] «de» and «que» are elided before a vowel or a silent h, and before nothing else", () => {
  const noteOf = (name: string): string => t("desk.noteTitle", { name }).replace("Note au journal ", "");
  expect(["Amina Benali", "Élodie Roy", "Hélène Roy", "Yves Caron", "Œdipe"].map(noteOf)).toEqual([
    "d’Amina Benali",
    "d’Élodie Roy",
    "d’Hélène Roy",
    "d’Yves Caron",
    "d’Œdipe",
  ]);
  expect(["Joseph Kouassi", "Hassan Haddad", "Yacine", "Wei Zhang", "8 personnes"].map(noteOf)).toEqual([
    "de Joseph Kouassi",
    "de Hassan Haddad",
    "de Yacine",
    "de Wei Zhang",
    "de 8 personnes",
  ]);
  expect(t("allotment.tasksOf", { name: "Ana Morales" })).toBe("Textes qu’Ana Morales doit évaluer");
  expect(t("allotment.tasksOf", { name: "Sophie Lavoie" })).toBe("Textes que Sophie Lavoie doit évaluer");
});
