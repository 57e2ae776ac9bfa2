import { languageTag, type Locale } from "./locale.ts";

/** A moment: epoch milliseconds, ISO 8601 text with an offset, or a Date. */
export type Instant = number | string | Date;

/** U+00A0: Québec's usage keeps a number and its unit on one line. */
const NBSP = "\u00A0";

const formats = new Map<string, Intl.DateTimeFormat>();

/** Building an Intl.DateTimeFormat is slow and the desk shows hundreds of times a minute: one per shape is kept. */
function partsOf(locale: Locale, at: Instant, options: Intl.DateTimeFormatOptions): Map<string, string> {
  const key = `${locale} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(languageTag(locale), options);
    formats.set(key, format);
  }
  return new Map(format.formatToParts(new Date(at)).map((part) => [part.type, part.value]));
}

export type DateStyle = "full" | "long" | "medium" | "short";

/**
 * «samedi 14 mars 2026» (full), «14 mars 2026» (long), «14 nov. 2026» (medium: lists), «2026-03-14» (short). `timeZone` is an IANA name: where the
 * reader is, never where the machine is [I18N-7].
 */
export function formatDate(locale: Locale, at: Instant, timeZone: string, style: DateStyle = "full"): string {
  if (style === "short") {
    const parts = partsOf(locale, at, { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
    return `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
  }
  const month = style === "medium" ? "short" : "long";
  const parts = partsOf(locale, at, { timeZone, weekday: "long", year: "numeric", month, day: "numeric" });
  const day = parts.get("day") ?? "";
  if (locale === "en") {
    const date = `${parts.get("month")} ${day}, ${parts.get("year")}`;
    return style === "full" ? `${parts.get("weekday")}, ${date}` : date;
  }
  const date = `${day === "1" ? "1ᵉʳ" : day}${NBSP}${parts.get("month")} ${parts.get("year")}`;
  return style === "full" ? `${parts.get("weekday")} ${date}` : date;
}

/** «13 h 30», «9 h» in French; «1:30 p.m.» in English. */
export function formatTime(locale: Locale, at: Instant, timeZone: string): string {
  if (locale === "en") {
    const parts = partsOf(locale, at, { timeZone, hour: "numeric", minute: "2-digit", hour12: true });
    const half = (parts.get("dayPeriod") ?? "").toLowerCase().startsWith("a") ? "a.m." : "p.m.";
    return `${parts.get("hour")}:${parts.get("minute")}${NBSP}${half}`;
  }
  const { hour, minute } = clockOf(at, timeZone);
  return minute === "00" ? `${Number(hour)}${NBSP}h` : `${Number(hour)}${NBSP}h${NBSP}${minute}`;
}

/** «13:47:20»: the desk's clock, the same in both languages. */
export function formatTimeWithSeconds(at: Instant, timeZone: string): string {
  const { hour, minute, second } = clockOf(at, timeZone);
  return `${hour}:${minute}:${second}`;
}

function clockOf(at: Instant, timeZone: string): { hour: string; minute: string; second: string } {
  const parts = partsOf("en", at, {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  return { hour: parts.get("hour") ?? "", minute: parts.get("minute") ?? "", second: parts.get("second") ?? "" };
}

/** «samedi 14 mars 2026, 13 h 30»; in English «Saturday, March 14, 2026, 1:30 p.m.». */
export function formatDateTime(locale: Locale, at: Instant, timeZone: string, style: DateStyle = "full"): string {
  return `${formatDate(locale, at, timeZone, style)}, ${formatTime(locale, at, timeZone)}`;
}

/** «heure de l’Est», «heure d’Europe centrale»: to be said beside a time that two people read in two places. */
export function formatTimeZone(locale: Locale, at: Instant, timeZone: string): string {
  const name = partsOf(locale, at, { timeZone, timeZoneName: "longGeneric" }).get("timeZoneName") ?? timeZone;
  return name.replaceAll("'", "’");
}

/**
 * Where a zone's clocks are, in the reader's language: «Roumanie», «Vladivostok»; where usage names the zone and not a
 * place, its name: «heure de l’Est». Never the city of the identifier, which is English.
 */
export function formatZonePlace(locale: Locale, timeZone: string): string {
  const name = partsOf(locale, 0, { timeZone, timeZoneName: "shortGeneric" }).get("timeZoneName") ?? timeZone;
  const place = locale === "fr" ? /^heure : (.+)$/u.exec(name)?.[1] : /^(?![A-Z]+$)(.+) Time$/u.exec(name)?.[1];
  return place === undefined ? formatTimeZone(locale, 0, timeZone) : place.replaceAll("'", "’");
}

/**
 * «1 h 5 min», «45 min», «18 s». Rounded down to `smallest`; units that are zero are left out, so that two minutes
 * give «2 min» and nothing gives «0 min» or «0 s».
 */
export function formatDuration(locale: Locale, durationMs: number, smallest: "minute" | "second" = "minute"): string {
  const totalSeconds = Math.max(0, Math.floor(durationMs / 1000));
  const hours = Math.floor(totalSeconds / 3600);
  const minutes = Math.floor((totalSeconds % 3600) / 60);
  const seconds = smallest === "second" ? totalSeconds % 60 : 0;
  const unit = (value: number, sign: string): string => `${value}${NBSP}${sign}`;
  const shown = [
    hours > 0 ? unit(hours, "h") : "",
    minutes > 0 ? unit(minutes, "min") : "",
    seconds > 0 ? unit(seconds, "s") : "",
  ].filter((part) => part !== "");
  if (shown.length > 0) return shown.join(locale === "fr" ? NBSP : " ");
  return unit(0, smallest === "second" ? "s" : "min");
}
