import { describe, expect, test } from "vitest";
import { seedForms } from "#prisma/seed/content/index.ts";
import type { ItemKey, ReadingItem } from "#shared/domain/forms/form-content.ts";
import { itemTypes } from "#shared/domain/forms/item-parts.ts";
import { readItem } from "./read-item.ts";
import { writeItem } from "./write-item.ts";
import { readXml, type XmlElement } from "./xml.ts";

const rootOf = (bytes: Uint8Array): XmlElement => {
  const root = readXml(bytes);
  if (typeof root === "string") throw new Error(root);
  return root;
};
const again = (item: ReadingItem, key: ItemKey | undefined) => readItem(rootOf(writeItem(item, key)), () => true);

describe("there and back", () => {
  test("[FORM-20] every item of every form that the product comes with is equal, key, points and subject included", () => {
    const types = new Set<string>();
    for (const { content, keys } of seedForms)
      for (const item of content.items) {
        types.add(item.type);
        expect(again(item, keys[item.id])).toMatchObject({ taken: { item, key: keys[item.id] }, notes: [] });
      }
    expect([...types].toSorted()).toEqual([...itemTypes].toSorted());
  });

  const base = { id: "0 é/1", about: "doc n° 2", prompt: ' « <b>&amp;" \n fin  ', max: 1 };
  const options = [
    { id: "1", text: " a" },
    { id: "e.x", text: "]]> " },
    { id: "le cœur", text: "&lt;" },
    { id: "r.1", text: "" },
  ];
  const odd: readonly (readonly [ReadingItem, ItemKey])[] = [
    [
      { ...base, type: "SINGLE_CHOICE", options },
      { type: "SINGLE_CHOICE", option: "le cœur" },
    ],
    [
      {
        ...base,
        type: "SINGLE_CHOICE",
        options: [
          { id: "a", text: "Vrai" },
          { id: "b", text: "Faux" },
        ],
      },
      { type: "SINGLE_CHOICE", option: "" },
    ],
    [
      { ...base, type: "MULTIPLE_CHOICE", options },
      { type: "MULTIPLE_CHOICE", options: ["r.1", "1"] },
    ],
    [
      { ...base, type: "MULTIPLE_CHOICE", options: [] },
      { type: "MULTIPLE_CHOICE", options: [] },
    ],
    [
      { ...base, type: "TRUE_FALSE" },
      { type: "TRUE_FALSE", value: false },
    ],
    [
      { ...base, type: "TRUE_FALSE_JUSTIFIED", max: 2, maxLength: 1_000 },
      { type: "TRUE_FALSE_JUSTIFIED", value: true, evidence: ["l’« un »", "\td'autre"] },
    ],
    [
      { ...base, type: "TRUE_FALSE_JUSTIFIED", max: 2, maxLength: 0 },
      { type: "TRUE_FALSE_JUSTIFIED", value: false, evidence: [] },
    ],
    [
      { ...base, type: "MATCHING", max: 4, left: options, right: options },
      { type: "MATCHING", pairs: { "1": "r.1", "e.x": "r.1", "le cœur": "1" } },
    ],
    [
      { ...base, type: "ORDERING", entries: options },
      { type: "ORDERING", order: ["r.1", "le cœur", "1", "e.x"] },
    ],
    [
      { ...base, type: "GAP_FILL", max: 3, segments: ["", "  ", " et\n ", ""], bank: options },
      { type: "GAP_FILL", fills: ["e.x", "", "e.x"] },
    ],
    [
      { ...base, type: "SHORT_ANSWER", maxLength: 5 },
      { type: "SHORT_ANSWER", accepted: [" 12\u00A0h ", "midi", "Midi"] },
    ],
    [
      { ...base, type: "SHORT_ANSWER", prompt: "", max: 0, maxLength: 0 },
      { type: "SHORT_ANSWER", accepted: ["a", "b"] },
    ],
  ];
  test.each(odd)("[FORM-20] an unfinished or an odd item is equal too (%#)", (item, key) => {
    expect(again(item, key).taken).toEqual({ item, key });
  });

  test("[FORM-26] an anchor comes back as an anchor, under its id", () => {
    const item: ReadingItem = { ...base, type: "TRUE_FALSE", isAnchor: true };
    const key: ItemKey = { type: "TRUE_FALSE", value: true };
    expect(again(item, key)).toMatchObject({ taken: { item, key }, notes: [] });
  });

  test("[FORM-22] an item without its key comes without one, and that is said", () => {
    const found = again({ ...base, type: "ORDERING", entries: options }, undefined);
    expect(found.taken?.key).toEqual({ type: "ORDERING", order: [] });
    expect(found.notes).toEqual([{ code: "KEY_MISSING", what: "" }]);
  });

  test("[FORM-22, LANG-2] true and false are written in the language of the case", () => {
    const written = (language: "fr" | "en") => new TextDecoder().decode(writeItem({ ...base, type: "TRUE_FALSE" }, undefined, language));
    expect(written("en")).toMatch(/True.*False/s);
    expect(written("fr")).toMatch(/Vrai.*Faux/s);
  });

  test("[FORM-22] a document that the form does not have stays named", () => {
    const found = readItem(
      rootOf(writeItem({ ...base, type: "TRUE_FALSE" }, { type: "TRUE_FALSE", value: true })),
      () => false,
    );
    expect(found.taken?.item.about).toBe("doc n° 2");
    expect(found.notes).toEqual([{ code: "ABOUT_UNKNOWN", what: "doc n° 2" }]);
  });
});

describe("from another tool", () => {
  const foreign = (inside: string, attributes = "", prefix = ""): ReturnType<typeof readItem> => {
    const name = prefix === "" ? "qti-assessment-item" : `${prefix}:qti-assessment-item`;
    const xmlns = prefix === "" ? "xmlns" : `xmlns:${prefix}`;
    const xml = `<?xml version="1.0" encoding="UTF-8"?>
      <!-- another tool -->
      <${name} ${xmlns}="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="i-1" title="Titre" time-dependent="false" ${attributes}>${inside}</${name}>`;
    return readItem(rootOf(new TextEncoder().encode(xml)), () => false);
  };
  const codes = ({ notes }: ReturnType<typeof readItem>): string[] => notes.map(({ code }) => code).toSorted();
  const correct = (cardinality: string, base: string, ...values: string[]): string =>
    `<qti-response-declaration identifier="R" cardinality="${cardinality}" base-type="${base}"><qti-correct-response>${values.map((value) => `<qti-value>${value}</qti-value>`).join("")}</qti-correct-response></qti-response-declaration>`;

  test("[FORM-22] the question is kept in plain words, and what stood around it is named", () => {
    const found = foreign(
      `${correct("single", "identifier", "B")}
       <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float" normal-maximum="5"/>
       <qti-stylesheet href="s.css" type="text/css"/>
       <qti-item-body>
         <qti-rubric-block view="scorer"><p>Barème secret</p></qti-rubric-block>
         <p>Lisez <strong>la&#xA0;note</strong>.</p><p><img src="i/plan.png" alt="plan"/></p>
         <math xmlns="m"><mi>x</mi></math>
         <qti-choice-interaction response-identifier="R" shuffle="true" max-choices="1">
           <qti-prompt>Que   dit-elle&#63;</qti-prompt>
           <qti-simple-choice identifier="A">Rien<qti-feedback-inline identifier="A" outcome-identifier="F">Non!</qti-feedback-inline></qti-simple-choice>
           <qti-simple-choice identifier="B"><p>Tout <![CDATA[<&>]]></p></qti-simple-choice>
           <qti-simple-choice identifier="C">Un peu</qti-simple-choice>
         </qti-choice-interaction>
       </qti-item-body>
       <qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct"/>
       <qti-modal-feedback identifier="F" outcome-identifier="F" show-hide="show"><p>Bravo</p></qti-modal-feedback>`,
      'adaptive="true"',
    );
    expect(found.title).toBe("Titre");
    expect(found.taken).toEqual({
      item: {
        type: "SINGLE_CHOICE",
        id: "i-1",
        about: "SITUATION",
        prompt: "Lisez la\u00A0note. Que dit-elle?",
        max: 1,
        options: [
          { id: "A", text: "Rien" },
          { id: "B", text: "Tout <&>" },
          { id: "C", text: "Un peu" },
        ],
      },
      key: { type: "SINGLE_CHOICE", option: "B" },
    });
    expect(codes(found)).toEqual([
      "ABOUT_SITUATION",
      "ADAPTIVE",
      "ELEMENT",
      "FEEDBACK",
      "FORMATTING",
      "MEDIA",
      "POINTS",
      "RUBRIC",
      "SHUFFLE",
      "STYLES",
    ]);
    expect(found.notes).toContainEqual({ code: "MEDIA", what: "i/plan.png" });
    expect(found.notes).toContainEqual({ code: "ELEMENT", what: "math" });
    expect(found.notes).toContainEqual({ code: "POINTS", what: "5" });
  });

  test("[FORM-22] namespaces may have any prefix; two choices of true and false are true or false", () => {
    const found = foreign(
      `<q:qti-response-declaration identifier="R" cardinality="single" base-type="identifier"><q:qti-correct-response><q:qti-value> f </q:qti-value></q:qti-correct-response></q:qti-response-declaration>
       <q:qti-item-body><q:qti-choice-interaction response-identifier="R"><q:qti-prompt>Énoncé</q:qti-prompt>
       <q:qti-simple-choice identifier="t">True</q:qti-simple-choice><q:qti-simple-choice identifier="f">False</q:qti-simple-choice></q:qti-choice-interaction></q:qti-item-body>`,
      "",
      "q",
    );
    expect(found.taken).toMatchObject({ item: { type: "TRUE_FALSE", prompt: "Énoncé" }, key: { value: false } });
    expect(codes(found)).toEqual(["ABOUT_SITUATION"]);
  });

  test("[FORM-22] of answers that earn parts of the points only the best are right, and that is said", () => {
    const found = foreign(
      `<qti-response-declaration identifier="R" cardinality="single" base-type="string"><qti-correct-response><qti-value>Ottawa</qti-value></qti-correct-response>
       <qti-mapping default-value="0"><qti-map-entry map-key="Ottawa" mapped-value="2" case-sensitive="true"/><qti-map-entry map-key="ville d&apos;Ottawa" mapped-value="2"/><qti-map-entry map-key="Toronto" mapped-value="0.5"/></qti-mapping></qti-response-declaration>
       <qti-item-body><p>La capitale est <qti-text-entry-interaction response-identifier="R"/>, au Canada.</p></qti-item-body>`,
    );
    expect(found.taken).toMatchObject({
      item: { type: "SHORT_ANSWER", prompt: "La capitale est _____, au Canada.", maxLength: 80 },
      key: { accepted: ["Ottawa", "ville d'Ottawa"] },
    });
    expect(codes(found)).toEqual(["ABOUT_SITUATION", "CASE", "LENGTH_ASSUMED", "PARTIAL_CREDIT"]);
  });

  test("[FORM-22] pairs, orders, gaps and several choices are understood", () => {
    const match = foreign(
      `${correct("multiple", "directedPair", "b x", "y a")}<qti-item-body><p>Associez.</p><qti-match-interaction response-identifier="R">
       <qti-simple-match-set><qti-simple-associable-choice identifier="a" match-max="1">A</qti-simple-associable-choice><qti-simple-associable-choice identifier="b" match-max="1">B</qti-simple-associable-choice></qti-simple-match-set>
       <qti-simple-match-set><qti-simple-associable-choice identifier="x" match-max="1">X</qti-simple-associable-choice><qti-simple-associable-choice identifier="y" match-max="1">Y</qti-simple-associable-choice></qti-simple-match-set>
       </qti-match-interaction></qti-item-body>`,
    );
    expect(match.taken).toMatchObject({
      item: { type: "MATCHING", max: 2, prompt: "Associez." },
      key: { pairs: { a: "y", b: "x" } },
    });
    const order = foreign(
      `${correct("ordered", "identifier", "c", "a", "b")}<qti-item-body><qti-order-interaction response-identifier="R"><qti-simple-choice identifier="a">A</qti-simple-choice><qti-simple-choice identifier="b">B</qti-simple-choice><qti-simple-choice identifier="c">C</qti-simple-choice></qti-order-interaction></qti-item-body>`,
    );
    expect(order.taken).toMatchObject({ item: { type: "ORDERING", max: 1 }, key: { order: ["c", "a", "b"] } });
    const gap = foreign(
      `${correct("multiple", "directedPair", "w g2", "s g1")}<qti-item-body><qti-gap-match-interaction response-identifier="R"><qti-gap-text identifier="w" match-max="1">hiver</qti-gap-text><qti-gap-text identifier="s" match-max="1">été</qti-gap-text>
       <p>Après l’<qti-gap identifier="g1"/> vient</p><p>l’<qti-gap identifier="g2"/>.</p></qti-gap-match-interaction></qti-item-body>`,
    );
    expect(gap.taken).toMatchObject({
      item: { segments: ["Après l’", " vient l’", "."], max: 2 },
      key: { fills: ["s", "w"] },
    });
    const several = foreign(
      `${correct("multiple", "identifier", "a", "c")}<qti-item-body><qti-choice-interaction response-identifier="R" max-choices="0"><qti-simple-choice identifier="a">A</qti-simple-choice><qti-simple-choice identifier="b">B</qti-simple-choice><qti-simple-choice identifier="c">C</qti-simple-choice></qti-choice-interaction></qti-item-body>`,
    );
    expect(several.taken?.key).toEqual({ type: "MULTIPLE_CHOICE", options: ["a", "c"] });
  });

  const text = '<qti-text-entry-interaction response-identifier="R"/>';
  test.each([
    ["INTERACTION", `<qti-item-body><qti-hotspot-interaction response-identifier="R"/></qti-item-body>`],
    ["INTERACTION", `<qti-item-body><qti-extended-text-interaction response-identifier="R"/></qti-item-body>`],
    ["COMPOSITE", `<qti-item-body><p>${text} et ${text}</p></qti-item-body>`],
    ["NO_INTERACTION", `<qti-item-body><p>Rien</p></qti-item-body>`],
    ["NOT_AN_ITEM", `<p/>`],
    [
      "TEMPLATES",
      `<qti-template-declaration identifier="T" cardinality="single"/><qti-item-body><p>${text}</p></qti-item-body>`,
    ],
    ["SHAPE", `<qti-item-body><p>${"mot ".repeat(1_500)}${text}</p></qti-item-body>`],
    [
      "NOT_ONE_TO_ONE",
      `${correct("multiple", "directedPair", "a x", "a y")}<qti-item-body><qti-match-interaction response-identifier="R"><qti-simple-match-set><qti-simple-associable-choice identifier="a">A</qti-simple-associable-choice></qti-simple-match-set><qti-simple-match-set><qti-simple-associable-choice identifier="x">X</qti-simple-associable-choice><qti-simple-associable-choice identifier="y">Y</qti-simple-associable-choice></qti-simple-match-set></qti-match-interaction></qti-item-body>`,
    ],
  ])("[FORM-22] what cannot be a question here is not taken, and why is said: %s", (code, inside) => {
    const found = foreign(inside);
    expect(found.taken).toBeUndefined();
    expect(found.notes.at(-1)?.code).toBe(code);
  });

  test("[FORM-22] a rule of its own, a stimulus and a version that is not 3.0 are said", () => {
    const found = foreign(
      `${correct("single", "string", "oui")}<qti-assessment-stimulus-ref identifier="S" href="s.xml"/><qti-item-body><p>${text}</p></qti-item-body><qti-response-processing><qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">1</qti-base-value></qti-set-outcome-value></qti-response-processing>`,
    );
    expect(codes(found)).toEqual(["ABOUT_SITUATION", "LENGTH_ASSUMED", "PROCESSING", "STIMULUS"]);
    const old = readItem(rootOf(new TextEncoder().encode('<assessmentItem identifier="a" title="T"/>')), () => true);
    expect(old).toMatchObject({ title: "T", notes: [{ code: "VERSION" }] });
  });
});

describe("files that mean harm", () => {
  const read = (xml: string) => readXml(new TextEncoder().encode(xml));
  test("[FORM-23] a document type or an entity is refused, whatever its case", () => {
    expect(read('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')).toBe("UNSAFE");
    expect(read("<?xml version='1.0'?><!doctype a><a/>")).toBe("UNSAFE");
    const wide = Buffer.from("\uFEFF<!DOCTYPE a><a/>", "utf16le");
    expect(readXml(wide)).toBe("UNSAFE");
  });

  test.each([
    ["<a><b></a>"],
    [""],
    ["mot"],
    ["<a>&unknown;</a>"],
    ["<a>&#xFFFFFFF;</a>"],
    ["<a/><b/>"],
    [`${"<a>".repeat(500)}${"</a>".repeat(500)}`],
    ["<__proto__/>"],
    ['<?xml version="1.0" encoding="no-such"?><a/>'],
  ])("[FORM-23] what is no XML is no surprise (%#)", (xml) => expect(read(xml)).toBe("UNREADABLE"));

  test("[FORM-23] bytes in another encoding are read by it, and nonsense bytes are not", () => {
    const latin = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>', "latin1");
    expect(readXml(latin)).toMatchObject({ children: ["é"] });
    expect(readXml(new Uint8Array([0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e]))).toBe("UNREADABLE");
  });
});
