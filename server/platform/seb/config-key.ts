import { sha256Hex } from "../hash.ts";
import { base64Of, isData, isList, type SebSettings, type SebValue } from "./settings.ts";

/**
 * The Config Key: SHA-256 of the settings as the client itself writes them down. Keys stand in the order of their lower
 * case, nothing is escaped, empty dictionaries and the origin of the file do not count.
 */
export const configKeyOf = (settings: SebSettings): string => sha256Hex(sebJson(settings));

const dropped = "originatorVersion";

export function sebJson(value: SebValue): string {
  if (typeof value === "string") return `"${value}"`;
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  if (isData(value)) return `"${base64Of(value)}"`;
  if (isList(value)) return `[${value.map(sebJson).join(",")}]`;
  const entries = Object.entries(value)
    .filter(([key, entry]) => key !== dropped && !isEmptyDictionary(entry))
    .map(([key, entry]) => ({ key, order: key.toLowerCase(), entry }))
    .toSorted((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
  return `{${entries.map(({ key, entry }) => `"${key}":${sebJson(entry)}`).join(",")}}`;
}

const isEmptyDictionary = (value: SebValue): boolean =>
  typeof value === "object" && !isData(value) && !isList(value) && Object.keys(value).length === 0;

/** What the client sends for one address: its hash with a key, the fragment left out. */
export const requestHash = (url: string, key: string): string => sha256Hex(`${withoutFragment(url)}${key}`);

const withoutFragment = (url: string): string => {
  const hash = url.indexOf("#");
  return hash === -1 ? url : url.slice(0, hash);
};
