import { deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { openArchive } from "./unzip.ts";
import { zip } from "./zip.ts";

const limits = { files: 5, unpackedBytes: 1_000 };
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const words = async (archive: Uint8Array, name: string): Promise<unknown> => {
  const opened = openArchive(archive, limits);
  if (!opened.ok) return opened.error;
  const found = await opened.value.read(name);
  return found instanceof Uint8Array ? new TextDecoder().decode(found) : found;
};

/** One packed file, with what its directory claims about it. */
function packed(content: Uint8Array, claims: { readonly unpacked?: number; readonly flags?: number } = {}): Uint8Array {
  const squeezed = deflateRawSync(content);
  const archive = Buffer.from(zip([{ name: "a.xml", bytes: squeezed }]));
  const local = 0;
  const directory = archive.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  const sum = Buffer.from(zip([{ name: "a.xml", bytes: content }])).readUInt32LE(14);
  archive.writeUInt16LE(8, local + 8);
  archive.writeUInt16LE(claims.flags ?? 0, directory + 8);
  archive.writeUInt16LE(8, directory + 10);
  archive.writeUInt32LE(sum, directory + 16);
  archive.writeUInt32LE(claims.unpacked ?? content.length, directory + 24);
  return archive;
}

test("[FORM-23] what was stored or packed is read, and nothing else is there", async () => {
  const stored = zip([
    { name: "é/a.txt", bytes: bytesOf("mot") },
    { name: "vide", bytes: new Uint8Array() },
  ]);
  expect(openArchive(stored, limits)).toMatchObject({ ok: true, value: { names: ["é/a.txt", "vide"] } });
  expect(await words(stored, "é/a.txt")).toBe("mot");
  expect(await words(stored, "vide")).toBe("");
  expect(await words(stored, "autre")).toBeUndefined();
  expect(await words(packed(bytesOf("mot ".repeat(100))), "a.xml")).toBe("mot ".repeat(100));
  // A part of a larger buffer, and a comment after the end.
  const shifted = Buffer.concat([Buffer.from("xx"), packed(bytesOf("mot")), Buffer.from("fin")]).subarray(2);
  expect(await words(shifted, "a.xml")).toBe("mot");
});

test("[FORM-23] no archive, a cut one and an encrypted one are refused", async () => {
  const whole = zip([{ name: "a", bytes: bytesOf("mot".repeat(50)) }]);
  for (const wrong of [new Uint8Array(), bytesOf("mot"), whole.slice(0, 60), whole.slice(30)])
    expect(await words(wrong, "a")).toMatch(/NOT_A_ZIP|DAMAGED/);
  expect(await words(packed(bytesOf("mot"), { flags: 1 }), "a.xml")).toBe("NOT_A_ZIP");
  const altered = Buffer.from(whole);
  altered.write("x", altered.indexOf("mot"));
  expect(await words(altered, "a")).toBe("DAMAGED");
  expect(await words(packed(bytesOf("mot"), { unpacked: 2 }), "a.xml")).toBe("DAMAGED");
});

test("[FORM-23] too many files and too many bytes are refused, also where the archive lies about them", async () => {
  const many = Array.from({ length: 6 }, (_, index) => ({ name: `f${index}`, bytes: new Uint8Array() }));
  expect(openArchive(zip(many), limits)).toEqual({ ok: false, error: "TOO_BIG" });
  const bomb = bytesOf("0".repeat(5_000_000));
  expect(await words(packed(bomb), "a.xml")).toBe("TOO_BIG");
  expect(await words(packed(bomb, { unpacked: 10 }), "a.xml")).toBe("TOO_BIG");
  // Each small enough, together too much.
  const part = "1".repeat(450);
  const parts = zip(["a", "b", "c"].map((name) => ({ name, bytes: bytesOf(part) })));
  expect(openArchive(parts, limits)).toEqual({ ok: false, error: "TOO_BIG" });
});

test.each(["../a", "a/../../b", "/etc/passwd", "C:/a", "a\\b", "", "a\u0000b", "./a", ".."])(
  "[FORM-23] a name that leaves the archive is refused: %j",
  (name) =>
    expect(openArchive(zip([{ name, bytes: new Uint8Array() }]), limits)).toEqual({ ok: false, error: "UNSAFE" }),
);

test("[FORM-23] a name that stands there twice is refused", () => {
  const twice = zip(["a", "a"].map((name) => ({ name, bytes: bytesOf(name) })));
  expect(openArchive(twice, limits)).toEqual({ ok: false, error: "UNSAFE" });
});
