import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encode } from "uqr";
import { afterAll, describe, expect, test } from "vitest";
import type { AttestationContent } from "#shared/attestation/content.ts";
import { sampleContent, sampleOptions, temporaryFolder } from "#server/platform/signer/testing/sample.ts";
import { runTool } from "#server/platform/signer/testing/tools.ts";
import { buildAttestationPdf } from "./attestation-pdf.ts";
import { UnprintableTextError } from "./fonts.ts";
import { qrCode } from "./qr-code.ts";

const folder = temporaryFolder();
afterAll(() => rm(folder, { recursive: true }));

let made = 0;
async function ask(content: AttestationContent, options: typeof sampleOptions, tool: string, ...args: string[]) {
  const path = join(folder, `${(made += 1)}.pdf`);
  await writeFile(path, await buildAttestationPdf(content, options));
  const toStdout = tool === "pdftotext" ? ["-"] : [];
  const { stdout, stderr } = await runTool(tool, [...args, path, ...toStdout], folder);
  // What poppler warns of is a fault in the file.
  expect(stderr).not.toContain("Syntax");
  return stdout;
}
const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

describe("the attestation as a PDF", () => {
  test("[ATT-9] the same content gives the same bytes", async () => {
    const [first, second] = [
      await buildAttestationPdf(sampleContent, sampleOptions),
      await buildAttestationPdf(sampleContent, sampleOptions),
    ];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
  });

  test("[ATT-12] it is one tagged Letter page with a title, in PDF 1.7", async () => {
    const info = await ask(sampleContent, sampleOptions, "pdfinfo");
    const fact = (name: string): string | undefined => new RegExp(`^${name}:\\s+(.*)$`, "m").exec(info)?.[1];
    expect(["Title", "Author", "Tagged", "Pages", "Page size", "PDF version"].map((name) => fact(name))).toEqual([
      "Attestation de connaissance du français – A-2026-000123",
      "Office québécois de la langue française",
      "yes",
      "1",
      "612 x 792 pts (letter)",
      "1.7",
    ]);
    const text = Buffer.from(await buildAttestationPdf(sampleContent, sampleOptions)).toString("latin1");
    expect(text).toContain("/Lang (fr-CA)");
    expect(text).toContain("/DisplayDocTitle true");
  });

  test("[ATT-12] it reads aloud in the order of the page", async () => {
    const structure = await ask(sampleContent, sampleOptions, "pdfinfo", "-struct-text");
    // Without the attributes, which each version of poppler shows in its own way.
    const lines = structure
      .replaceAll("\u00a0", " ")
      .replaceAll(/ \((?:block|inline)\)|:$/gm, "")
      .split("\n");
    expect(lines.filter((line) => !/^ *\//.test(line)).join("\n")).toMatchInlineSnapshot(`
      "Document
        P
          "Office québécois de la langue française"
        H1
          "Attestation de connaissance du français"
        P
          "L’Office québécois de la langue française atteste qu’Aïssatou Ndiaye-Tremblay a réussi l’examen de français et possède, au 22 novembre 2026, une connaissance du français appropriée à l’exercice de la profession d’infirmière ou infirmier (Charte de la langue française, art. 35)."
        L
          LI
            Lbl
              "Numéro de l’attestation "
            LBody
              "A-2026-000123"
          LI
            Lbl
              "Date de la réussite "
            LBody
              "22 novembre 2026"
        H2
          "Vérifier cette attestation"
        P
          "Lisez le code QR, ou allez à epreuve.example.org/verifier et entrez le code ci-dessous. Le nom, la profession, la date et le numéro affichés doivent être ceux-ci. Le fichier PDF porte aussi une signature électronique."
        P
          "Code de vérification "
        P
          "07T0-6QG5-SR3N-HHRA-HM6N"
        Figure
          ""
        P
          "Document de démonstration, sans valeur officielle"
      "
    `);
  });

  test("[ATT-12] the QR code leads to the verification page, and says so to a person who cannot see it", async () => {
    const url = "https://epreuve.example.org/verifier/07T06QG5SR3NHHRAHM6N";
    const structure = await ask(sampleContent, sampleOptions, "pdfinfo", "-struct");
    expect(structure).toContain("Figure");
    expect(structure).toContain("/BBox");
    const bytes = Buffer.from(await buildAttestationPdf(sampleContent, sampleOptions));
    // pdfkit writes a text that is not ASCII in UTF-16.
    expect(bytes.includes(Buffer.from(`Code QR qui mène`, "utf16le").swap16())).toBe(true);
    expect(bytes.includes(Buffer.from(url, "utf16le").swap16())).toBe(true);

    const { size, bars } = qrCode(url);
    const drawn = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
    for (const { x, y, length } of bars) drawn[y]?.fill(true, x, x + length);
    expect(drawn).toEqual(encode(url, { ecc: "M", border: 0 }).data);
  });

  test("[ATT-1] its page says neither score nor delivery mode", async () => {
    const text = oneLine(await ask(sampleContent, sampleOptions, "pdftotext", "-layout"));
    expect(text).not.toMatch(/score|note|%|en ligne|en présence|à distance|niveau/i);
    expect(text).toContain("07T0-6QG5-SR3N-HHRA-HM6N");
  });

  test("[ATT-15] a demonstration says that it has no official value, and a real attestation does not", async () => {
    const notice = "Document de démonstration, sans valeur officielle";
    expect(oneLine(await ask(sampleContent, sampleOptions, "pdftotext"))).toContain(notice);
    const real = { ...sampleOptions, isDemonstration: false };
    expect(oneLine(await ask(sampleContent, real, "pdftotext"))).not.toContain("démonstration");
  });
});

describe("names and professions of all kinds", () => {
  test("[ATT-11] every font is embedded, also those of a name from elsewhere", async () => {
    const content = { ...sampleContent, candidateFullName: "Nguyễn Thị Ánh Şahin-Łukaszewicz" };
    const rows = (await ask(content, sampleOptions, "pdffonts")).trim().split("\n").slice(2);
    expect(rows.length).toBeGreaterThanOrEqual(5);
    // Columns: embedded, subset, readable as text.
    expect(rows.filter((row) => !/ yes yes yes /.test(row))).toEqual([]);
    expect(oneLine(await ask(content, sampleOptions, "pdftotext"))).toContain("Nguyễn Thị Ánh Şahin-Łukaszewicz");
  });

  test("[ATT-11] a name with its accents typed apart is drawn as the same name", async () => {
    const content = { ...sampleContent, candidateFullName: "Nguyễn Şahin".normalize("NFD") };
    expect(oneLine(await ask(content, sampleOptions, "pdftotext"))).toContain("Nguyễn Şahin".normalize("NFC"));
  });

  test("[ATT-11] a character that no font draws is refused, and named", async () => {
    const content = { ...sampleContent, candidateFullName: "李 Ming" };
    await expect(buildAttestationPdf(content, sampleOptions)).rejects.toThrow(UnprintableTextError);
    await expect(buildAttestationPdf(content, sampleOptions)).rejects.toThrow("«李»");
  });

  test("[ATT-10] a very long name and a very long profession still make one page", async () => {
    const content = {
      ...sampleContent,
      candidateFullName: "María del Carmen Wojciechowska-Łukaszewicz de Saint-Barthélemy-Rousseau de la Tour-Maubourg",
      profession:
        "technologue en électrophysiologie médicale ou thérapeute conjugale et familiale, thérapeute conjugal et familial",
    };
    expect(await ask(content, sampleOptions, "pdfinfo")).toMatch(/^Pages:\s+1$/m);
    const text = oneLine(await ask(content, sampleOptions, "pdftotext"));
    // A hyphen at the end of a line is read as part of its word.
    expect(text.replaceAll("- ", "-")).toContain(content.profession);
  });

  test("[ATT-10] what cannot fit is refused rather than cut", async () => {
    const endless = { ...sampleContent, candidateFullName: "Anne ".repeat(300).trim() };
    await expect(buildAttestationPdf(endless, sampleOptions)).rejects.toThrow("does not fit");
    const unbreakable = { ...sampleContent, candidateFullName: "A".repeat(120) };
    await expect(buildAttestationPdf(unbreakable, sampleOptions)).rejects.toThrow("does not fit");
  });
});
