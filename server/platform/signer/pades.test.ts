import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildAttestationPdf } from "#server/platform/pdf/attestation-pdf.ts";
import { createDevelopmentIdentity } from "./development-identity.ts";
import type { DevelopmentIdentity } from "./development-identity.ts";
import { signPdf } from "./pades.ts";
import { loadSoftwareSigner } from "./signer.ts";
import type { DocumentSigner } from "./signer.ts";
import {
  sampleContent,
  sampleFacts,
  sampleOptions,
  ISSUING_TIME,
  SIGNING_TIME,
  temporaryFolder,
} from "./testing/sample.ts";
import { hasTool, runTool } from "./testing/tools.ts";
import { verifyPdfSignature } from "./verify-pdf.ts";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);
const run = (tool: string, ...args: string[]): ReturnType<typeof runTool> => runTool(tool, args, folder);

let identity: DevelopmentIdentity;
let signer: DocumentSigner;
let unsigned: Uint8Array<ArrayBuffer>;
let signed: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  identity = await createDevelopmentIdentity(folder, ISSUING_TIME);
  signer = await loadSoftwareSigner(identity);
  unsigned = await buildAttestationPdf(sampleContent, sampleOptions);
  signed = await signPdf(unsigned, signer, sampleFacts);
  await writeFile(at("signed.pdf"), signed);
});
afterAll(() => rm(folder, { recursive: true }));

function flipped(bytes: Uint8Array, position: number): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes);
  copy[position] = (copy[position] ?? 0) ^ 1;
  return copy;
}

/** The two parts that are signed, as an outsider reads them: from /ByteRange. */
async function split(pdf: Uint8Array): Promise<void> {
  const text = Buffer.from(pdf).toString("latin1");
  const [, from, to] = /\/ByteRange \[0 (\d+) (\d+) \d+\]/.exec(text) ?? [];
  const hex = text.slice(Number(from) + 1, Number(to) - 1);
  await writeFile(at("content.bin"), Buffer.concat([pdf.subarray(0, Number(from)), pdf.subarray(Number(to))]));
  await writeFile(at("signature.der"), Buffer.from(hex, "hex"));
}

function verifyWithOpenssl(authority: string, time: Date): ReturnType<typeof runTool> {
  const files = ["-in", at("signature.der"), "-content", at("content.bin"), "-out", at("verified.bin")];
  const trust = ["-CAfile", authority, "-purpose", "any", "-attime", String(time.getTime() / 1000)];
  return run("openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", ...files, ...trust);
}

describe("a signed attestation, judged by others", () => {
  test("[ATT-13] pdfsig finds the signature valid, of the PAdES kind, over the whole document", async () => {
    const { stdout } = await run("pdfsig", at("signed.pdf"));
    expect(stdout).toContain("Signature is Valid");
    expect(stdout).toContain("Signature Type: ETSI.CAdES.detached");
    expect(stdout).toContain("Total document signed");
    expect(stdout).toContain("Signing Time: Nov 23 2026 15:30:00");
    expect(stdout).toContain("Signing Hash Algorithm: SHA-256");
  });

  test.skipIf(!hasTool("certutil"))("[ATT-13] pdfsig trusts the certificate of a trusted authority", async () => {
    const store = `sql:${folder}`;
    await run("certutil", "-N", "-d", store, "--empty-password");
    await run("certutil", "-A", "-d", store, "-n", "épreuve", "-t", "CT,CT,CT", "-i", identity.authorityPath);
    const { stdout } = await run("pdfsig", "-nssdir", store, at("signed.pdf"));
    expect(stdout).toContain("Signature is Valid");
    expect(stdout).toContain("Certificate is Trusted");
  });

  test("[ATT-13] openssl verifies the CAdES signature and its signing certificate", async () => {
    await split(signed);
    const { code, stderr } = await verifyWithOpenssl(identity.authorityPath, SIGNING_TIME);
    expect(stderr).toContain("CAdES Verification successful");
    expect(code).toBe(0);
  });

  test("[ATT-13] a 3072-bit RSA key signs as well as a P-256 one", async () => {
    const files = ["-keyout", at("rsa.key"), "-out", at("rsa.pem")];
    const shape = ["-x509", "-newkey", "rsa:3072", "-nodes", "-sha256", "-days", "30000", "-subj", "/CN=RSA"];
    await run("openssl", "req", ...shape, "-addext", "keyUsage=digitalSignature,keyCertSign", ...files);
    const rsa = await loadSoftwareSigner({ keyPath: at("rsa.key"), certificatePath: at("rsa.pem") });
    const later = { ...sampleFacts, signingTime: new Date("2040-01-01T12:00:00Z") };
    const pdf = await signPdf(unsigned, rsa, later);
    await writeFile(at("rsa.pdf"), pdf);
    expect((await run("pdfsig", at("rsa.pdf"))).stdout).toContain("Signature is Valid");
    await split(pdf);
    expect((await verifyWithOpenssl(at("rsa.pem"), later.signingTime)).stderr).toContain(
      "CAdES Verification successful",
    );
    expect(verifyPdfSignature(pdf).state).toBe("INTACT");
  });

  test("[ATT-14] pdfsig and openssl find one changed byte", async () => {
    const changed = flipped(signed, Buffer.from(signed).indexOf("stream", 2000, "latin1") + 40);
    await writeFile(at("changed.pdf"), changed);
    const { stdout } = await run("pdfsig", at("changed.pdf"));
    expect(stdout).toContain("Digest Mismatch");
    expect(stdout).not.toContain("Signature is Valid");
    await split(changed);
    expect((await verifyWithOpenssl(identity.authorityPath, SIGNING_TIME)).code).not.toBe(0);
  });
});

describe("a signed attestation, judged by ourselves", () => {
  test("[ATT-13] it is intact, and says whose it is", () => {
    expect(verifyPdfSignature(signed)).toEqual({ state: "INTACT", signerCertificate: signer.certificateChain[0] });
    expect(verifyPdfSignature(unsigned)).toEqual({ state: "UNSIGNED" });
  });

  test("[ATT-14] any changed byte outside the room of the signature is found", () => {
    const text = Buffer.from(signed).toString("latin1");
    const [from, to] = [text.indexOf("/Contents <"), text.indexOf(">", text.indexOf("/Contents <"))];
    const positions = Array.from({ length: 200 }, (_, index) => Math.floor((index * signed.length) / 200));
    const judged = positions.filter((position) => position < from || position > to);
    const unnoticed = judged.filter((position) => verifyPdfSignature(flipped(signed, position)).state === "INTACT");
    expect(judged.length).toBeGreaterThan(100);
    expect(unnoticed).toEqual([]);
  });

  test("[ATT-14] what is added after the signature is found", () => {
    const longer = Buffer.concat([signed, Buffer.from("% plus\n")]);
    expect(verifyPdfSignature(longer)).toEqual({ state: "ALTERED" });
  });

  test("[ATT-14] a signature made for another document is found", async () => {
    const other = await signPdf(
      await buildAttestationPdf({ ...sampleContent, candidateFullName: "Autre Personne-Tremblay" }, sampleOptions),
      signer,
      sampleFacts,
    );
    const contents = (pdf: Uint8Array): string =>
      /\/Contents (<[0-9a-f]+>)/.exec(Buffer.from(pdf).toString("latin1"))?.[1] ?? "";
    const forged = Buffer.from(
      Buffer.from(signed).toString("latin1").replace(contents(signed), contents(other)),
      "latin1",
    );
    expect(forged.length).toBe(signed.length);
    expect(verifyPdfSignature(forged)).toEqual({ state: "ALTERED" });
  });
});

describe("signing", () => {
  test("[ATT-17] the original bytes come first, unchanged, and the permanent identifier stays", () => {
    expect(Buffer.from(signed.subarray(0, unsigned.length)).equals(Buffer.from(unsigned))).toBe(true);
    const ids = [
      ...Buffer.from(signed)
        .toString("latin1")
        .matchAll(/\/ID \[<(\w+)> <(\w+)>\]/g),
    ];
    expect(ids).toHaveLength(2);
    expect(ids[1]?.[1]).toBe(ids[0]?.[1]);
    expect(ids[1]?.[2]).not.toBe(ids[0]?.[2]);
  });

  test("[ATT-17] a file that is already signed is refused", async () => {
    await expect(signPdf(signed, signer, sampleFacts)).rejects.toThrow("already has a later revision");
  });

  test("[ATT-17] a time outside the certificate's validity is refused", async () => {
    const years = ["2023-01-01T00:00:00Z", "2060-01-01T00:00:00Z"];
    for (const signingTime of years.map((text) => new Date(text))) {
      await expect(signPdf(unsigned, signer, { ...sampleFacts, signingTime })).rejects.toThrow("is valid from");
    }
  });

  test("[ATT-16] anything that signs bytes will do, and it is asked once", async () => {
    const asked: Uint8Array[] = [];
    const counting: DocumentSigner = {
      certificateChain: signer.certificateChain,
      sign: (bytes) => {
        asked.push(bytes);
        return signer.sign(bytes);
      },
    };
    expect(verifyPdfSignature(await signPdf(unsigned, counting, sampleFacts)).state).toBe("INTACT");
    expect(asked).toHaveLength(1);
  });
});
