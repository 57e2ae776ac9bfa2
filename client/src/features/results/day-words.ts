import { formatDate } from "#shared/i18n/dates.ts";
import type { Locale } from "#shared/i18n/locale.ts";

/** A day that is already that of the session’s place: shown as it is. */
export const dayWords = (locale: Locale, day: string): string => formatDate(locale, `${day}T12:00:00Z`, "UTC", "medium");
