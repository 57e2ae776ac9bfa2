import type { Notes } from "./notes.ts";
import { attribute, isElement, type XmlElement, type XmlNode } from "./xml.ts";

/** Rich text as our plain one: the words stay, what they looked like and what stood beside them is said to be left out. */

const blocks = new Set([
  "p",
  "div",
  "blockquote",
  "li",
  "dt",
  "dd",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "pre",
  "td",
  "th",
  "caption",
  "section",
  "article",
  "figcaption",
  "qti-content-body",
]);
/** Says nothing by itself. */
const bare = new Set(["p", "div", "span", "br", "qti-content-body", "qti-prompt"]);
const looks = new Set(
  (
    "a abbr acronym address article b big blockquote caption cite code dd dfn dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i kbd label li ol " +
    "pre q ruby samp section small strong sub sup table tbody td tfoot th thead tr tt u ul var bdi bdo col colgroup ssml"
  ).split(" "),
);
const media = new Set([
  "img",
  "picture",
  "audio",
  "video",
  "object",
  "embed",
  "source",
  "track",
  "svg",
  "iframe",
  "include",
]);
const unspoken: Readonly<Record<string, "FEEDBACK" | "RUBRIC" | "STYLES">> = {
  "qti-feedback-inline": "FEEDBACK",
  "qti-feedback-block": "FEEDBACK",
  "qti-modal-feedback": "FEEDBACK",
  "qti-rubric-block": "RUBRIC",
  "qti-stylesheet": "STYLES",
  style: "STYLES",
};

/** Stands where an element was that `mark` knows; in no text that anybody writes. */
export const place = "\uFFFC";

/** The words under these nodes. Of an element for which `mark` answers yes only its place is kept. */
export function flatText(
  nodes: readonly XmlNode[],
  notes: Notes,
  mark: (element: XmlElement) => boolean = () => false,
): string {
  const words = (list: readonly XmlNode[]): string =>
    list
      .map((node) => {
        if (!isElement(node)) return node.replaceAll(place, "");
        if (mark(node)) return place;
        const { name } = node;
        const left = unspoken[name];
        if (left) {
          notes.add(left);
          return "";
        }
        if (media.has(name)) {
          notes.add("MEDIA", attribute(node, "src") || attribute(node, "data") || name);
          return "";
        }
        if (!bare.has(name) && !looks.has(name)) {
          notes.add("ELEMENT", name);
          return "";
        }
        if (looks.has(name) || attribute(node, "style") !== "") notes.add("FORMATTING");
        return blocks.has(name) || name === "br" ? ` ${words(node.children)} ` : words(node.children);
      })
      .join("");
  return spaced(words(nodes));
}

/** Runs of white space are one space; a no-break space is a sign and stays. */
const spaced = (text: string): string => text.replaceAll(/[ \t\r\n]+/g, " ").trim();
