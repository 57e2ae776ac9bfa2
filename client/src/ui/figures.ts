import { languageTag, type Locale } from "#shared/i18n/locale.ts";

/** How figures of statistics are written. */

const minus = "−";
const nbsp = "\u00a0";

/** With so many decimals, and the sign of typography. */
export const asNumber = (locale: Locale, value: number, places: number): string =>
  new Intl.NumberFormat(languageTag(locale), { minimumFractionDigits: places, maximumFractionDigits: places })
    .format(Object.is(Math.round(value * 10 ** places), -0) ? 0 : value)
    .replace("-", minus);

/** Above zero with its sign. */
export const asGap = (locale: Locale, value: number, places = 1): string => {
  const written = asNumber(locale, value, places);
  return Number(value.toFixed(places)) > 0 ? `+${written}` : written;
};

export const asShare = (locale: Locale, share: number): string =>
  `${asNumber(locale, share * 100, 1)}${locale === "fr" ? nbsp : ""}%`;

/** A probability below a thousandth is not spelled out. */
export const asProbability = (locale: Locale, p: number): string =>
  p < 0.001 ? `<${nbsp}${asNumber(locale, 0.001, 3)}` : asNumber(locale, p, 3);
