/**
 * The language in which a case is written, and in which it is sat and judged. An examining body that examines in another
 * one adds it here, and says who of its markers is habilitated in it.
 */
export const formLanguages = ["fr", "en"] as const;
export type FormLanguage = (typeof formLanguages)[number];

/** How each calls itself: read by whoever reads a form, whatever the language of their page. */
export const ownNames: { readonly [language in FormLanguage]: string } = { fr: "français", en: "English" };

/** Of what says nothing else: a case that was written, and a marker who came, before there was a choice. */
export const firstLanguage: FormLanguage = "fr";

export const languageOf = (content: { readonly language?: FormLanguage | undefined }): FormLanguage =>
  content.language ?? firstLanguage;

export const isFormLanguage = (value: string): value is FormLanguage => formLanguages.some((one) => one === value);
