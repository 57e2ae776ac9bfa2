import type { Locale } from "#shared/i18n/locale.ts";

/** «12,4 Mo»; a recording is never so small that less would say more. */
export const sizeText = (bytes: number, locale: Locale): string =>
  `${(bytes / 1_000_000).toLocaleString(locale, { maximumFractionDigits: 1 })}\u00A0${locale === "en" ? "MB" : "Mo"}`;
