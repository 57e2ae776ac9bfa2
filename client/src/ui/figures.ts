import { languageTag, type Locale } from "#shared/i18n/locale.ts";

/** How figures of statistics are written. */

const minus = "−";
const nbsp = "\u00a0";

const written = (locale: Locale, value: number, places: number, signDisplay: "negative" | "exceptZero"): string =>
  new Intl.NumberFormat(languageTag(locale), { minimumFractionDigits: places, maximumFractionDigits: places, signDisplay })
    .format(value)
    .replace("-", minus);

/** With so many decimals, and the sign of typography; what rounds to nothing has none. */
export const asNumber = (locale: Locale, value: number, places: number): string => written(locale, value, places, "negative");

/** Above zero with its sign. */
export const asGap = (locale: Locale, value: number, places = 1): string => written(locale, value, places, "exceptZero");

export const asShare = (locale: Locale, share: number): string =>
  `${asNumber(locale, share * 100, 1)}${locale === "fr" ? nbsp : ""}%`;

/** A probability below a thousandth is not spelled out. */
export const asProbability = (locale: Locale, p: number): string =>
  p < 0.001 ? `<${nbsp}${asNumber(locale, 0.001, 3)}` : asNumber(locale, p, 3);
