import type { FormContent } from "#shared/domain/forms/form-content.ts";
import { documents } from "./documents.ts";
import { discussion, interview, writing } from "./frames.ts";
import { items } from "./items.ts";
import { situation } from "./situation.ts";

export { keys } from "./keys.ts";

export const content = {
  code: "CIM-2026-A",
  version: 1,
  professionKey: "real-estate-brokerage",
  profession: "courtière immobilière ou courtier immobilier",
  title: "Trois promesses et un sous-sol",
  isPractice: false,
  situation,
  documents,
  items,
  discussion,
  writing,
  interview,
} satisfies FormContent;
