export {
  formatDate,
  formatDateTime,
  formatDuration,
  formatTime,
  formatTimeWithSeconds,
  formatTimeZone,
} from "./dates.ts";
export type { DateStyle, Instant } from "./dates.ts";
export { isLocale, languageTag, locales } from "./locale.ts";
export type { Locale } from "./locale.ts";
export type { ClientMessageKey, MessageKey, Translate } from "./translator.ts";
