import { XMLParser, XMLValidator } from "fast-xml-parser";

/** XML as little as it takes: elements, attributes and text, in their order, without namespaces. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
}
export type XmlNode = XmlElement | string;

export const isElement = (node: XmlNode): node is XmlElement => typeof node !== "string";
export const elementsOf = ({ children }: XmlElement): XmlElement[] => children.filter(isElement);
export const childrenNamed = (element: XmlElement, name: string): XmlElement[] =>
  elementsOf(element).filter((child) => child.name === name);
export const childNamed = (element: XmlElement, name: string): XmlElement | undefined =>
  elementsOf(element).find((child) => child.name === name);
export const attribute = (element: XmlElement, name: string): string => element.attributes.get(name) ?? "";

/** Every word under an element, as it is written. */
export const textOf = ({ children }: XmlElement): string =>
  children.map((child) => (isElement(child) ? textOf(child) : child)).join("");

/** The element itself and everything under it, in document order. */
export function descendants(element: XmlElement): XmlElement[] {
  return [element, ...elementsOf(element).flatMap(descendants)];
}

const deepest = 80;
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // Nobody's entities: the five of XML and characters by number are read below.
  processEntities: false,
  cdataPropName: "#cdata",
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: deepest,
});

/**
 * The root element of a file that somebody sent. `UNSAFE` where it declares a document type or entities, which no QTI
 * file needs; `UNREADABLE` where it is no well-formed XML, in a known encoding, of a bearable depth.
 */
export function readXml(bytes: Uint8Array): XmlElement | "UNREADABLE" | "UNSAFE" {
  try {
    const text = decoded(bytes);
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return "UNSAFE";
    if (XMLValidator.validate(text) !== true) return "UNREADABLE";
    const [root, ...others] = nodesOf(parser.parse(text)).filter(isElement);
    return root && others.length === 0 ? root : "UNREADABLE";
  } catch {
    // The parser, the decoder and the entities below all say «no» by throwing; whoever sent the file reads one answer.
    return "UNREADABLE";
  }
}

function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xfe && second === 0xff) || (first === 0xff && second === 0xfe);
  const declared = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]+)["']/.exec(
    Buffer.from(bytes.subarray(0, 200)).toString("latin1"),
  );
  const label = isUtf16 ? (first === 0xfe ? "utf-16be" : "utf-16le") : (declared?.[1] ?? "utf-8");
  return new TextDecoder(label, { fatal: true }).decode(bytes);
}

function nodesOf(parsed: unknown): XmlNode[] {
  if (!Array.isArray(parsed)) return [];
  return parsed.flatMap((node: unknown): XmlNode[] => {
    if (typeof node !== "object" || node === null) return [];
    const { ":@": given = {}, ...rest } = node as Record<string, unknown>;
    const [name, value] = Object.entries(rest)[0] ?? [];
    if (name === undefined) return [];
    if (name === "#text") return [withCharacters(String(value))];
    if (name === "#cdata") return [rawText(value)];
    const attributes = Object.entries(given as Record<string, unknown>).map(
      ([key, text]) => [key, withCharacters(String(text))] as const,
    );
    return [{ name, attributes: new Map(attributes), children: nodesOf(value) }];
  });
}

const rawText = (value: unknown): string =>
  Array.isArray(value) ? value.map((part: Readonly<Record<string, unknown>>) => wordsOf(part["#text"])).join("") : "";
const wordsOf = (value: unknown): string => (typeof value === "string" ? value : "");

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function withCharacters(text: string): string {
  return text.replaceAll(/&([^;\s&]*);?/g, (_match, name: string) => {
    const number = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
    const character = number
      ? String.fromCodePoint(number[1] ? Number.parseInt(number[1], 16) : Number(number[2]))
      : named[name];
    if (character === undefined) throw new RangeError("An entity that XML does not know.");
    return character;
  });
}

// What XML 1.0 cannot hold, in no spelling.
const unwritable = /(?![\t\n\r])[\p{Cc}\uFFFE\uFFFF]/gu;
const escaped = (text: string): string =>
  text
    .replaceAll(unwritable, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\r", "&#13;");

/** Markup that is ready to be written, as opposed to words, which are escaped. */
export interface Markup {
  readonly xml: string;
}
export type Written = Markup | string;

/** One element, without a space that was not asked for: in a text with gaps every space counts. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly Written[]
): Markup {
  const head = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escaped(String(value)).replaceAll("\n", "&#10;").replaceAll("\t", "&#9;")}"`,
  );
  const body = children.map((child) => (typeof child === "string" ? escaped(child) : child.xml)).join("");
  return { xml: body === "" ? `<${name}${head.join("")}/>` : `<${name}${head.join("")}>${body}</${name}>` };
}

export const document = (root: Markup): Uint8Array =>
  new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`);
