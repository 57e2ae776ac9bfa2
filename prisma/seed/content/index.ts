import type { FormContent, FormKeys } from "#shared/domain/forms/form-content.ts";
import * as nursing from "./nursing/index.ts";
import * as practice from "./practice/index.ts";
import * as realEstateBrokerage from "./real-estate-brokerage/index.ts";

export interface SeedForm {
  content: FormContent;
  keys: FormKeys;
}

/** The forms that a fresh installation starts with: two whole ones and one for practice. */
export const seedForms: readonly SeedForm[] = [nursing, realEstateBrokerage, practice];
