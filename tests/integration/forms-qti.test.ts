import { afterAll, beforeAll, expect, test } from "vitest";
import * as nursing from "#prisma/seed/content/nursing/index.ts";
import { seedForms } from "#prisma/seed/content/index.ts";
import type { FormContent, FormKeys } from "#shared/domain/forms/form-content.ts";
import * as contract from "#shared/protocol/forms.ts";
import { writeItem } from "#server/features/forms/qti/write-item.ts";
import { openArchive } from "#server/platform/unzip.ts";
import { zip, type ZipEntry } from "#server/platform/zip.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { sessionWorld, type SessionWorld } from "#tests/support/session-world.ts";

let app: TestApp;
let world: SessionWorld;
let author: Caller;
let authorId: string;
beforeAll(async () => {
  app = await startTestApp();
  world = await sessionWorld(app, { candidates: 1 });
  authorId = await app.account({ roles: ["DIRECTOR"], givenName: "Ève", familyName: "Auteure" });
  author = await app.as(authorId);
});
afterAll(() => app.stop());

let cases = 0;
const start = async () => {
  cases += 1;
  const body = { from: "NOTHING", code: `QTI-${cases}`, professionKey: "nursing" } as const;
  return (await author.must(contract.startDraft, { body })).draftId;
};
const read = (draftId: string) => author.must(contract.formDraft, { params: { draftId } });
const bytesOf = async (file: unknown): Promise<ArrayBuffer> => {
  if (!(file instanceof Blob)) throw new TypeError("A file route answers a file.");
  return file.arrayBuffer();
};
const send = (draftId: string, revision: number, bytes: ArrayBuffer, caller = author) =>
  caller.call(contract.importItems, {
    params: { draftId },
    query: { revision },
    body: { bytes, mime: "application/zip" },
  });
const saved = (draftId: string, revision: number, written: { content: FormContent; keys: FormKeys }) =>
  author.must(contract.saveDraft, { params: { draftId }, body: { revision, ...written } });
const audits = (subjectId: string, type: string) =>
  app.deps.db.auditEvent.findMany({ where: { subjectId, type }, select: { actorId: true, data: true } });

const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const packageOf = (entries: readonly ZipEntry[]): ArrayBuffer => new Uint8Array(zip(entries)).buffer;
const manifest = (...resources: readonly string[]): ZipEntry => ({
  name: "imsmanifest.xml",
  bytes: text(
    `<?xml version="1.0"?><manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" identifier="M"><resources>${resources.join("")}</resources></manifest>`,
  ),
});
const resource = (href: string, type = "imsqti_item_xmlv3p0"): string =>
  `<resource identifier="R" type="${type}" href="${href}"><file href="${href}"/></resource>`;
const choice = (id: string): Uint8Array =>
  text(`<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="${id}" title="Question ${id}">
    <qti-response-declaration identifier="R" cardinality="single" base-type="identifier"><qti-correct-response><qti-value>B</qti-value></qti-correct-response></qti-response-declaration>
    <qti-item-body><qti-choice-interaction response-identifier="R"><qti-prompt>Quoi?<img src="a.png"/></qti-prompt><qti-simple-choice identifier="A">a</qti-simple-choice><qti-simple-choice identifier="B">b</qti-simple-choice><qti-simple-choice identifier="C">c</qti-simple-choice></qti-choice-interaction></qti-item-body>
  </qti-assessment-item>`);

test("[FORM-20, FORM-21] an approved form leaves as a package and comes into another case with ids of its own", async () => {
  const result = await author.call(contract.exportForm, { params: { formId: world.formId } });
  if (!result.ok) throw new Error(result.code);
  expect(result.headers.get("content-disposition")).toContain("INF-2026-A-v1-qti3.zip");
  const bytes = await bytesOf(result.value);
  const archive = openArchive(new Uint8Array(bytes), { files: 300, unpackedBytes: 5_000_000 });
  expect(archive.ok && archive.value.names).toHaveLength(nursing.content.items.length + 1);
  expect(await audits(world.formId, "form.exported")).toEqual([
    { actorId: authorId, data: { code: "INF-2026-A", version: 1, items: nursing.content.items.length } },
  ]);

  const draftId = await start();
  const taken = await send(draftId, 0, bytes);
  if (!taken.ok) throw new Error(taken.code);
  expect(taken.value.revision).toBe(1);
  expect(taken.value.report.map((line) => line.taken)).toEqual(nursing.content.items.map(({ type }) => type));
  const { content, keys } = await read(draftId);
  const without = (items: FormContent["items"]) => items.map(({ id: _id, ...item }) => item);
  expect(without(content.items)).toEqual(without(nursing.content.items as FormContent["items"]));
  expect(content.items.map(({ id }) => keys[id])).toEqual(
    nursing.content.items.map(({ id }) => (nursing.keys as FormKeys)[id]),
  );
  // Its ids belong to the approved form.
  for (const { id } of content.items) expect(nursing.content.items.map((item) => item.id)).not.toContain(id);
  expect(await audits(draftId, "formDraft.imported")).toHaveLength(1);
});

test.each(seedForms.map((form) => [form.content.code, form] as const))(
  "[FORM-20] the items of %s come back from a draft as they were",
  async (_code, form) => {
    const renamed = JSON.parse(JSON.stringify(form).replaceAll(/"(inf|cim|ent)-/g, '"x-$1-')) as {
      content: FormContent;
      keys: FormKeys;
    };
    const draftId = await start();
    await saved(draftId, 0, renamed);
    const bytes = await bytesOf(await author.must(contract.exportDraft, { params: { draftId } }));
    await saved(draftId, 1, { content: { ...renamed.content, items: [] }, keys: {} });
    const result = await send(draftId, 2, bytes);
    expect(result).toMatchObject({ ok: true, value: { revision: 3 } });
    if (result.ok) expect(result.value.report.flatMap(({ notes }) => notes)).toEqual([]);
    const { content, keys } = await read(draftId);
    expect(content.items).toEqual(renamed.content.items);
    expect(keys).toEqual(renamed.keys);
    expect(await audits(draftId, "formDraft.exported")).toMatchObject([{ actorId: authorId }]);
  },
);

test("[FORM-21, FORM-22] what was there stays, what came is after it, and each file has its line", async () => {
  const draftId = await start();
  const mixed = packageOf([
    manifest(
      resource("items/un%20%C3%A9.xml"),
      resource("twice.xml"),
      resource("old.xml", "imsqti_item_xmlv2p1"),
      resource("test.xml", "imsqti_test_xmlv3p0"),
      resource("gone.xml"),
      resource("broken.xml"),
    ),
    { name: "items/un é.xml", bytes: choice("q1") },
    { name: "twice.xml", bytes: choice("q1") },
    { name: "broken.xml", bytes: text("<qti-assessment-item>") },
    { name: "a.png", bytes: new Uint8Array([1]) },
  ]);
  const result = await send(draftId, 0, mixed);
  if (!result.ok) throw new Error(result.code);
  const notes = [
    { code: "MEDIA", what: "a.png" },
    { code: "ABOUT_SITUATION", what: "" },
  ];
  expect(result.value).toEqual({
    revision: 1,
    report: [
      { file: "items/un é.xml", title: "Question q1", taken: "SINGLE_CHOICE", notes },
      { file: "twice.xml", title: "Question q1", taken: "SINGLE_CHOICE", notes },
      { file: "old.xml", title: "", taken: null, notes: [{ code: "VERSION", what: "imsqti_item_xmlv2p1" }] },
      { file: "test.xml", title: "", taken: null, notes: [{ code: "OTHER_RESOURCE", what: "imsqti_test_xmlv3p0" }] },
      { file: "gone.xml", title: "", taken: null, notes: [{ code: "FILE_MISSING", what: "" }] },
      { file: "broken.xml", title: "", taken: null, notes: [{ code: "XML_UNREADABLE", what: "" }] },
    ],
  });
  const first = await read(draftId);
  expect(new Set(first.content.items.map(({ id }) => id)).size).toBe(2);
  expect(first.content.items[0]?.id).toBe("q1");

  const more = packageOf([manifest(resource("c.xml")), { name: "c.xml", bytes: choice("q1") }]);
  expect(await send(draftId, 1, more)).toMatchObject({ ok: true, value: { revision: 2 } });
  const second = await read(draftId);
  expect(second.content.items.slice(0, 2)).toEqual(first.content.items);
  expect(second.keys).toMatchObject(first.keys);
  expect(second.content.items).toHaveLength(3);
});

test("[FORM-21, FORM-16] it is a save: over the known revision, of a draft that is written, by somebody who then wrote in it", async () => {
  const draftId = await start();
  const one = packageOf([manifest(resource("c.xml")), { name: "c.xml", bytes: choice("q9") }]);
  const otherId = await app.account({ roles: ["DIRECTOR"], givenName: "Luc", familyName: "Collègue" });
  const other = await app.as(otherId);
  const both = await Promise.all([send(draftId, 0, one), send(draftId, 0, one, other)]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both.find(({ ok }) => !ok)).toMatchObject({ code: "STATE_CHANGED" });
  expect((await read(draftId)).content.items).toHaveLength(1);
  expect(await send(draftId, 1, one, other)).toMatchObject({ ok: true });
  expect((await read(draftId)).authors).toContain("Luc Collègue");

  // A package of which nothing is understood changes nothing.
  const nothing = packageOf([manifest(resource("t.xml", "imsqti_test_xmlv3p0"))]);
  expect(await send(draftId, 2, nothing)).toMatchObject({ ok: true, value: { revision: 2 } });
  await author.must(contract.abandonDraft, { params: { draftId }, body: { reason: "Essai." } });
  expect(await send(draftId, 2, one)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
});

test("[FORM-22] a draft that is full takes no more, and says which items stayed outside", async () => {
  const draftId = await start();
  const names = Array.from({ length: 62 }, (_, index) => `i${index}.xml`);
  const many = packageOf([
    manifest(...names.map((name) => resource(name))),
    ...names.map((name) => ({ name, bytes: choice(name) })),
  ]);
  const result = await send(draftId, 0, many);
  if (!result.ok) throw new Error(result.code);
  expect(result.value.report.filter(({ taken }) => taken !== null)).toHaveLength(60);
  expect(result.value.report.at(-1)).toMatchObject({ taken: null, notes: [{ code: "FORM_FULL", what: "60" }] });
  expect((await read(draftId)).content.items).toHaveLength(60);
});

test("[FORM-23] what is no package is refused whole and changes nothing", async () => {
  const draftId = await start();
  const good = { name: "c.xml", bytes: choice("q1") };
  const doctype = '<!DOCTYPE q [<!ENTITY a "b">]><qti-assessment-item/>';
  const wrong: readonly (readonly [string, ArrayBuffer])[] = [
    ["QTI_NOT_A_ZIP", new Uint8Array([1, 2, 3]).buffer],
    ["QTI_NOT_A_ZIP", new ArrayBuffer(0)],
    ["QTI_NO_MANIFEST", packageOf([good])],
    ["QTI_NO_MANIFEST", packageOf([{ name: "imsmanifest.xml", bytes: text("<manifest") }])],
    ["QTI_NO_MANIFEST", packageOf([{ name: "imsmanifest.xml", bytes: text("<manifest/>") }])],
    ["QTI_UNSAFE", packageOf([{ name: "imsmanifest.xml", bytes: text("<!DOCTYPE m><manifest/>") }])],
    [
      "QTI_UNSAFE",
      packageOf([manifest(resource("c.xml"), resource("d.xml")), good, { name: "d.xml", bytes: text(doctype) }]),
    ],
    ["QTI_UNSAFE", packageOf([manifest(resource("c.xml")), good, { name: "../../x", bytes: text("x") }])],
    [
      "QTI_TOO_BIG",
      packageOf([manifest(), ...Array.from({ length: 301 }, (_, index) => ({ name: `f${index}`, bytes: text("x") }))]),
    ],
    ["TOO_LARGE", new ArrayBuffer(5 * 1024 * 1024 + 1)],
  ];
  for (const [code, bytes] of wrong) expect([code, await send(draftId, 0, bytes)]).toMatchObject([code, { code }]);
  expect(await read(draftId)).toMatchObject({ revision: 0, content: { items: [] }, keys: {} });
});

test("[FORM-25, FORM-26] an anchor keeps its id in another case, and is an ordinary question once a word differs", async () => {
  const { items } = nursing.content as FormContent;
  const anchor = items.find(({ type }) => type === "SINGLE_CHOICE");
  if (!anchor) throw new Error("The form has choices.");
  const key = (nursing.keys as FormKeys)[anchor.id];
  const files = [
    { ...anchor, isAnchor: true },
    { ...anchor, isAnchor: true, prompt: `${anchor.prompt} Encore?` },
  ].map((item, index) => ({ name: `${index}.xml`, bytes: writeItem(item, key) }));
  const draftId = await start();
  const other = await app.as(await app.account({ roles: ["DIRECTOR"] }));
  const sent = await send(draftId, 0, packageOf([manifest(...files.map(({ name }) => resource(name))), ...files]), other);
  if (!sent.ok) throw new Error(sent.code);
  expect(sent.value.report.map(({ notes }) => notes.map(({ code }) => code))).toEqual([[], ["ANCHOR"]]);
  const { content, approvedItems, takenIds } = await read(draftId);
  expect(content.items.map(({ id, isAnchor }) => [id === anchor.id, isAnchor])).toEqual([
    [true, true],
    [false, undefined],
  ]);
  expect(takenIds).toContain(anchor.id);
  expect(Object.keys(approvedItems)).toEqual([anchor.id]);
});

test("[FORM-25, FORM-26] nothing is shared with the practice case: what comes from it, or goes to it, has an id of its own", async () => {
  const practice = seedForms.find(({ content }) => content.isPractice);
  if (!practice) throw new Error("There is a practice case.");
  const { code, version, professionKey, title } = practice.content;
  const row = { code, version, professionKey, title, isPractice: true, createdAt: new Date() };
  const { id: formId } = await app.deps.db.form.create({ data: { ...row, content: practice.content, keys: practice.keys }, select: { id: true } });
  const other = await app.as(await app.account({ roles: ["DIRECTOR"] }));
  const importInto = async (draftId: string, from: { content: FormContent; keys: FormKeys }) => {
    const item = from.content.items.find(({ type }) => type === "SINGLE_CHOICE");
    if (!item) throw new Error("The form has choices.");
    const files = [{ name: "0.xml", bytes: writeItem({ ...item, isAnchor: true }, from.keys[item.id]) }];
    const sent = await send(draftId, 0, packageOf([manifest(resource("0.xml")), ...files]), other);
    if (!sent.ok) throw new Error(sent.code);
    const { content } = await read(draftId);
    return content.items.filter(({ id }) => id === item.id).length;
  };
  expect(await importInto(await start(), practice)).toBe(0);
  const { draftId } = await author.must(contract.startDraft, { body: { from: "FORM", formId } });
  expect(await importInto(draftId, { content: nursing.content as FormContent, keys: nursing.keys as FormKeys })).toBe(0);
});
