import { createContext, use, type ReactNode } from "react";
import { firstLanguage, type FormLanguage } from "#shared/domain/forms/language.ts";
import { languageTag } from "#shared/i18n/locale.ts";

/** The language of a case, which is not always that of the page around it: a screen reader reads each in its own. */
const Written = createContext<FormLanguage>(firstLanguage);

export const WrittenIn = ({ language, children }: { readonly language: FormLanguage; readonly children: ReactNode }): ReactNode => (
  <Written value={language}>{children}</Written>
);

/** For `lang`, where something of the case is shown, or written in answer to it. */
export const useWrittenIn = (): string => languageTag(use(Written));
