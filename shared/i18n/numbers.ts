import { languageTag, type Locale } from "./locale.ts";

const formats = new Map<Locale, Intl.NumberFormat>();

/** «65,5», «60,0»: a score always shows its tenth, because the decision was taken on the value shown. */
export function formatScore(locale: Locale, score: number): string {
  let format = formats.get(locale);
  if (format === undefined) {
    format = new Intl.NumberFormat(languageTag(locale), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    formats.set(locale, format);
  }
  return format.format(score);
}
