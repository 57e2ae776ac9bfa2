import { base64Of, isData, isList, type SebSettings, type SebValue } from "./settings.ts";

/** Apple's property list, as the client reads it: it begins with `<?xm`, without a byte order mark. */
export function plistOf(settings: SebSettings): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    `<plist version="1.0">${element(settings)}</plist>`,
    "",
  ].join("\n");
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const escaped = (text: string): string => text.replaceAll(/[&<>]/g, (character) => escapes[character] ?? character);

function element(value: SebValue): string {
  if (typeof value === "string") return `<string>${escaped(value)}</string>`;
  if (typeof value === "boolean") return value ? "<true/>" : "<false/>";
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new Error("A configuration holds whole numbers only.");
    return `<integer>${value}</integer>`;
  }
  if (isData(value)) return `<data>${base64Of(value)}</data>`;
  if (isList(value)) return `<array>${value.map(element).join("")}</array>`;
  return `<dict>${Object.entries(value).map(([key, entry]) => `<key>${escaped(key)}</key>${element(entry)}`).join("")}</dict>`;
}
