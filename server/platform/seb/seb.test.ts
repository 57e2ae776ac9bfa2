import { describe, expect, test } from "vitest";
import { sha256Hex } from "../hash.ts";
import { configKeyOf, requestHash, sebJson } from "./config-key.ts";
import { decrypt, encrypt, readSebFile, sebFile } from "./container.ts";
import { plistOf } from "./plist.ts";

const sample = {
  originatorVersion: "X",
  allowQuit: true,
  browserWindowWebView: 3,
  examKeySalt: Buffer.from("00112233", "hex"),
  URLFilterRules: [{ regex: false, active: true, expression: "examen.example.qc.ca/*", action: 1 }],
  urlFilterRegex: true,
  sendBrowserExamKey: true,
  startURL: "https://examen.example.qc.ca/e?a=1&b=2",
};
const sampleKey = "a92f0772f7f997fdf61131ef2d3dcc2c733677c87b40522f1de6a9d86ad3066e";

describe("the Config Key", () => {
  test("[SEB-1] of the published sample, and its hash for an address, the fragment left out", () => {
    expect(configKeyOf(sample)).toBe(sampleKey);
    const expected = "1cffd652577120c520c3fe26a235c9a504177f4696e96ff32b3627da20436b81";
    expect(requestHash("https://examen.example.qc.ca/e?a=1&b=2#p3", sampleKey)).toBe(expected);
    expect(requestHash("https://examen.example.qc.ca/e?a=1&b=2", sampleKey)).toBe(expected);
  });

  test("[SEB-1] of no settings at all is that of an empty dictionary", () => {
    expect(configKeyOf({})).toBe(sha256Hex("{}"));
    expect(configKeyOf({})).toMatch(/^44136fa3/);
  });

  test("[SEB-1] counts neither the order of the file, nor its origin, nor an empty dictionary; an empty list does count", () => {
    const shuffled = Object.fromEntries(Object.entries(sample).toReversed());
    expect(configKeyOf({ ...shuffled, originatorVersion: "another", nothing: {} })).toBe(sampleKey);
    expect(sebJson({ b: [], a: {} })).toBe('{"b":[]}');
  });

  test("[SEB-1] keys stand in the order of their lower case, at every depth, and nothing is escaped", () => {
    expect(sebJson({ enableF2: true, enableF10: false, urlFilterRegex: true, URLFilterRules: [{ b: 1, A: 2 }] })).toBe(
      '{"enableF10":false,"enableF2":true,"urlFilterRegex":true,"URLFilterRules":[{"A":2,"b":1}]}',
    );
    expect(sebJson({ allowedDisplaysMaxNumber: 1, allowDownUploads: true })).toBe('{"allowDownUploads":true,"allowedDisplaysMaxNumber":1}');
    expect(sebJson({ text: 'é/\\"&' })).toBe('{"text":"é/\\"&"}');
  });
});

describe("the file", () => {
  test("[SEB-2] is sealed as the Windows client reads it, to the byte", () => {
    const salts = { encryption: Buffer.alloc(8, 1), authentication: Buffer.alloc(8, 2), iv: Buffer.alloc(16, 3) };
    const box = encrypt(Buffer.from("plist"), "motdepasse", salts);
    expect(box.toString("hex")).toBe(
      "020101010101010101010202020202020202030303030303030303030303030303034807658ac1bc81c3e7675fe6e449928ccdba97acb028e5b2414132d81b179c6e62187a806f853ac72f25320cdcf53087",
    );
    expect(decrypt(box, "motdepasse")?.toString()).toBe("plist");
    expect(decrypt(box, "autre")).toBeUndefined();
    expect(decrypt(Buffer.concat([box.subarray(0, 40), Buffer.of(1), box.subarray(41)]), "motdepasse")).toBeUndefined();
    expect(decrypt(Buffer.from("court"), "motdepasse")).toBeUndefined();
  });

  test("[SEB-2] plain or with a password is read back as it was written, and with another password not at all", () => {
    const plist = plistOf(sample);
    expect(readSebFile(sebFile(plist, null), null)).toBe(plist);
    const sealed = sebFile(plist, "un mot de passe");
    expect(readSebFile(sealed, "un mot de passe")).toBe(plist);
    expect(readSebFile(sealed, "un autre")).toBeUndefined();
    expect(readSebFile(sealed, null)).toBeUndefined();
    expect(sebFile(plist, null).subarray(0, 2)).toEqual(Buffer.of(0x1f, 0x8b));
  });

  test("[SEB-2] begins as the client expects, escapes what XML needs, and takes no fraction", () => {
    const plist = plistOf(sample);
    expect(plist.startsWith("<?xm")).toBe(true);
    expect(plist).toContain("<key>startURL</key><string>https://examen.example.qc.ca/e?a=1&amp;b=2</string>");
    expect(plist).toContain("<key>examKeySalt</key><data>ABEiMw==</data>");
    expect(plist).toContain("<key>browserWindowWebView</key><integer>3</integer>");
    expect(plist).toContain("<dict><key>regex</key><false/>");
    expect(() => plistOf({ zoom: 1.5 })).toThrow("whole numbers");
  });
});
