import { expect, test } from "vitest";
import { seedForms } from "#prisma/seed/content/index.ts";
import { openArchive } from "../../../platform/unzip.ts";
import { qtiLimits } from "#shared/domain/forms/qti-note.ts";
import { packageNamespace, qtiNamespace } from "./names.ts";
import { writePackage } from "./write-package.ts";
import { elementsOf, isElement, readXml, type XmlElement } from "./xml.ts";

/**
 * What the published schemas (imsqti_asiv3p0_v1p0.xsd and imsqtiv3p0_imscpv1p2_v1p0.xsd) say of each element that we
 * write: its attributes, and its children in their order. Their licence does not let us ship them; these facts are
 * ours to state. An element or an attribute that is not listed fails, so whoever writes a new one looks it up first.
 */
type Attribute = RegExp | readonly string[];
interface Shape {
  readonly required?: Readonly<Record<string, Attribute>>;
  readonly optional?: Readonly<Record<string, Attribute>>;
  /** Names of children, in order, with `?`, `*` or `+`; alternatives are separated by bars. */
  readonly children?: readonly string[];
  readonly hasText?: boolean;
  /** Any attribute of another vendor may stand here. */
  readonly isOpen?: boolean;
}

const name = /^[\p{L}_][\p{L}\p{N}\p{M}._·-]*$/u;
const count = /^\d+$/;
const real = /^-?\d+(?:\.\d+)?$/;
const words = /^[^\t\n\r]*$/;
const truth = ["true", "false"];
const bases = ["directedPair", "float", "identifier", "string"];
const cardinalities = ["multiple", "ordered", "single"];
const interactions =
  "qti-choice-interaction|qti-order-interaction|qti-match-interaction|qti-gap-match-interaction|qti-extended-text-interaction";
const chosen: Shape = { required: { identifier: name }, hasText: true };
const matched: Shape = { required: { identifier: name, "match-max": count }, hasText: true };
const asked = { "response-identifier": name };
const named: Shape = { required: { identifier: name } };

const item: Readonly<Record<string, Shape>> = {
  "qti-assessment-item": {
    required: { identifier: name, title: words, "time-dependent": truth },
    optional: { adaptive: truth, lang: /^[a-z]{2}(?:-[A-Z]{2})?$/ },
    children: ["qti-response-declaration*", "qti-outcome-declaration*", "qti-item-body?", "qti-response-processing?"],
  },
  "qti-response-declaration": {
    required: { identifier: name, cardinality: cardinalities },
    optional: { "base-type": bases },
    children: ["qti-default-value?", "qti-correct-response?", "qti-mapping?"],
  },
  "qti-outcome-declaration": {
    required: { identifier: name, cardinality: cardinalities },
    optional: { "base-type": bases, "normal-maximum": /^\d+(?:\.\d+)?$/ },
    children: ["qti-default-value?"],
  },
  "qti-default-value": { children: ["qti-value+"] },
  "qti-correct-response": { children: ["qti-value+"] },
  "qti-value": { hasText: true },
  "qti-mapping": { optional: { "default-value": real }, children: ["qti-map-entry+"] },
  "qti-map-entry": { required: { "map-key": words, "mapped-value": real }, optional: { "case-sensitive": truth } },
  "qti-item-body": { children: [`div|p|${interactions}+`] },
  div: { isOpen: true, children: [`div|p|${interactions}*`], hasText: true },
  p: { isOpen: true, children: ["qti-gap|qti-text-entry-interaction*"], hasText: true },
  "qti-prompt": { hasText: true },
  "qti-choice-interaction": {
    required: asked,
    optional: { "max-choices": count },
    children: ["qti-prompt?", "qti-simple-choice+"],
  },
  "qti-order-interaction": { required: asked, children: ["qti-prompt?", "qti-simple-choice+"] },
  "qti-simple-choice": chosen,
  // Said nowhere, the schema lets one association be made.
  "qti-match-interaction": {
    required: { ...asked, "max-associations": count },
    children: ["qti-prompt?", "qti-simple-match-set", "qti-simple-match-set"],
  },
  "qti-simple-match-set": { children: ["qti-simple-associable-choice*"] },
  "qti-simple-associable-choice": matched,
  "qti-gap-match-interaction": {
    required: { ...asked, "max-associations": count },
    children: ["qti-prompt?", "qti-gap-text+", "p+"],
  },
  "qti-gap-text": matched,
  "qti-gap": named,
  "qti-text-entry-interaction": { required: asked, optional: { "expected-length": count } },
  "qti-extended-text-interaction": {
    required: asked,
    optional: { "expected-length": count },
    children: ["qti-prompt?"],
  },
  "qti-response-processing": { optional: { template: /^https:\/\/\S+$/ }, children: ["qti-response-condition*"] },
  "qti-response-condition": { children: ["qti-response-if"] },
  "qti-response-if": { children: ["qti-match", "qti-set-outcome-value*"] },
  "qti-match": { children: ["qti-variable", "qti-correct"] },
  "qti-variable": named,
  "qti-correct": named,
  "qti-set-outcome-value": { required: { identifier: name }, children: ["qti-sum"] },
  "qti-sum": { children: ["qti-base-value|qti-map-response+"] },
  "qti-base-value": { required: { "base-type": bases }, hasText: true },
  "qti-map-response": named,
};

const manifest: Readonly<Record<string, Shape>> = {
  manifest: { required: { identifier: name }, children: ["metadata", "organizations", "resources"] },
  metadata: { children: ["schema", "schemaversion"] },
  schema: { hasText: true },
  schemaversion: { hasText: true },
  organizations: {},
  resources: { children: ["resource*"] },
  resource: {
    required: { identifier: name, type: ["imsqti_item_xmlv3p0"] },
    optional: { href: /^\S+$/ },
    children: ["file+"],
  },
  file: { required: { href: /^\S+$/ } },
};

const fits = (value: string, attribute: Attribute): boolean =>
  attribute instanceof RegExp ? attribute.test(value) : attribute.includes(value);

/** What the schema would refuse, named by element. */
function faultsOf(element: XmlElement, shapes: Readonly<Record<string, Shape>>): string[] {
  const shape = shapes[element.name];
  if (!shape) return [`${element.name}: unknown`];
  const { required = {}, optional = {}, children = [], hasText = false, isOpen = false } = shape;
  const faults = Object.keys(required)
    .filter((key) => !element.attributes.has(key))
    .map((key) => `${element.name}: no ${key}`);
  for (const [key, value] of element.attributes) {
    const known = required[key] ?? optional[key];
    if (known ? !fits(value, known) : !isOpen) faults.push(`${element.name}: ${key}="${value}"`);
  }
  const inside = elementsOf(element);
  const order = new RegExp(`^${children.map(partOf).join("")}$`);
  const found = inside.map((child) => `${child.name} `).join("");
  if (!order.test(found)) faults.push(`${element.name}: ${found}`);
  const text = element.children.map((child) => (isElement(child) ? "" : child)).join("");
  if (!hasText && text.trim() !== "") faults.push(`${element.name}: text`);
  return [...faults, ...inside.flatMap((child) => faultsOf(child, shapes))];
}

function partOf(part: string): string {
  const [, names = "", often = ""] = /^([^?*+]+)([?*+]?)$/.exec(part) ?? [];
  return `(?:(?:${names}) )${often}`;
}

/** Where the schema is to be found belongs to no element; the namespace is checked as it is written. */
function rootIn(bytes: Uint8Array | string | undefined, namespace: string): XmlElement {
  if (typeof bytes !== "object") throw new Error(bytes ?? "nothing");
  expect(Buffer.from(bytes).toString("utf8")).toContain(` xmlns="${namespace}" `);
  const root = readXml(bytes);
  if (typeof root === "string") throw new Error(root);
  const { schemaLocation, ...kept } = Object.fromEntries(root.attributes);
  expect(schemaLocation?.split(" ")[0]).toBe(namespace);
  return { ...root, attributes: new Map(Object.entries(kept)) };
}

test("[FORM-24] every package of every form that the product comes with has the shape of the published schemas", async () => {
  for (const { content, keys } of seedForms) {
    const archive = openArchive(writePackage({ content, keys }), qtiLimits);
    if (!archive.ok) throw new Error(archive.error);
    const list = rootIn(await archive.value.read("imsmanifest.xml"), packageNamespace);
    expect(faultsOf(list, manifest)).toEqual([]);
    const ids = elementsOf(list)
      .flatMap(elementsOf)
      .map(({ attributes }) => attributes.get("identifier"));
    const given = ids.filter((id) => id !== undefined);
    expect(new Set(given).size).toBe(given.length);
    for (const { attributes } of elementsOf(list)
      .flatMap(elementsOf)
      .filter(({ name: kind }) => kind === "resource")) {
      const root = rootIn(await archive.value.read(attributes.get("href") ?? ""), qtiNamespace);
      expect(faultsOf(root, item)).toEqual([]);
    }
  }
});

test("[FORM-24] what the schemas refuse is found", () => {
  const read = (xml: string): XmlElement => {
    const root = readXml(new TextEncoder().encode(xml));
    if (typeof root === "string") throw new Error(root);
    return root;
  };
  const inside = "<qti-simple-choice identifier='a b'>A</qti-simple-choice><qti-prompt/>";
  expect(
    faultsOf(read(`<qti-choice-interaction max-choices="x" look="1">mot${inside}</qti-choice-interaction>`), item),
  ).toEqual([
    "qti-choice-interaction: no response-identifier",
    'qti-choice-interaction: max-choices="x"',
    'qti-choice-interaction: look="1"',
    "qti-choice-interaction: qti-simple-choice qti-prompt ",
    "qti-choice-interaction: text",
    'qti-simple-choice: identifier="a b"',
  ]);
  expect(faultsOf(read("<b/>"), item)).toEqual(["b: unknown"]);
});
