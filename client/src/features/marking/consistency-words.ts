import { formatScore } from "#shared/i18n/numbers.ts";
import type { Locale } from "#shared/i18n/locale.ts";

/** How shares, kappas and severities are written. */

export const asPercent = (locale: Locale, share: number): string => `${formatScore(locale, share * 100)}\u00a0%`;

/** Two decimals: a kappa is a number between 0 and 1. */
export const asKappa = (locale: Locale, kappa: number): string =>
  new Intl.NumberFormat(locale === "fr" ? "fr-CA" : "en-CA", {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(kappa);

/** With its sign: below zero is more severe than the others. */
export const asPoints = (locale: Locale, points: number): string =>
  `${points > 0 ? "+" : ""}${formatScore(locale, points)}`;
