import type { Locale } from "#shared/i18n/locale.ts";

const headers: Readonly<Record<Locale, readonly string[]>> = {
  fr: ["prénom", "nom", "courriel", "date de naissance", "numéro de dossier", "motif", "téléphone"],
  en: ["given name", "family name", "e-mail", "birth date", "file number", "reason", "phone"],
};
// The semicolon is what spreadsheets in French expect; the mark makes them read accents rightly.
const separators: Readonly<Record<Locale, string>> = { fr: ";", en: "," };
const byteOrderMark = "\uFEFF";

/** An empty file with the first line that is expected. */
export const referralTemplate = (locale: Locale): Blob =>
  new Blob([`${byteOrderMark}${headers[locale].join(separators[locale])}\r\n`], { type: "text/csv;charset=utf-8" });
