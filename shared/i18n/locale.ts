/** The languages of the interface. French is the source and the default; English exists where it is configured. */
export const locales = ["fr", "en"] as const;
export type Locale = (typeof locales)[number];

export function isLocale(value: unknown): value is Locale {
  return value === "fr" || value === "en";
}

/** The regional form used with `Intl`: numbers, dates and plurals follow Canadian usage. */
export function languageTag(locale: Locale): "fr-CA" | "en-CA" {
  return locale === "fr" ? "fr-CA" : "en-CA";
}
