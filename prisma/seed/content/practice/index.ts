import type { FormContent } from "#shared/domain/forms/form-content.ts";
import { documents, situation } from "./case.ts";
import { discussion, interview, writing } from "./frames.ts";
import { items } from "./items.ts";

export { keys } from "./keys.ts";

export const content = {
  code: "ENT-2026",
  version: 1,
  professionKey: "practice",
  profession: "toutes les professions",
  title: "L’attente du lundi matin",
  isPractice: true,
  situation,
  documents,
  items,
  discussion,
  writing,
  interview,
} satisfies FormContent;
