import type PDFDocument from "pdfkit";
import type { AttestationContent } from "#shared/attestation/content.ts";
import { groupVerificationCode, verificationUrl } from "#shared/attestation/verification-code.ts";
import { attestationSentence, frenchDate } from "#shared/attestation/wording.ts";
import type { PageWriter, TextStyle } from "./page-writer.ts";
import { qrCode } from "./qr-code.ts";
import type { StyledText } from "./text-flow.ts";

export type AttestationPdfOptions = {
  /** Where the public finds the platform: `https://epreuve.example.org`. */
  readonly publicUrl: string;
  readonly isDemonstration: boolean;
};

type Document = InstanceType<typeof PDFDocument>;
/** `add` hangs a tagged part under the one Document element, in reading order. */
type Sheet = {
  readonly document: Document;
  readonly writer: PageWriter;
  readonly add: (part: PDFKit.PDFStructureElement) => void;
};

/** Letter, in points: Québec prints on Letter. */
const PAGE_WIDTH = 612;
const COLUMN = { x: 72, width: 468 };
const COLOR = { ink: "#1f2937", deep: "#1b365d", muted: "#4b5563", rule: "#c5d0de", panel: "#f1f4f9" };

const STYLE = {
  issuer: { size: 11.5, leading: 16, color: COLOR.deep },
  titleLead: { size: 40, leading: 48, color: COLOR.deep },
  titleRest: { size: 20, leading: 28, color: COLOR.deep },
  label: { size: 9, leading: 14, color: COLOR.muted },
  value: { size: 13, leading: 19, color: COLOR.ink },
  heading: { size: 13, leading: 19, color: COLOR.deep },
  text: { size: 9.5, leading: 15, color: COLOR.ink },
  code: { size: 14, leading: 20, color: COLOR.deep, letterSpacing: 0.5 },
  foot: { size: 8.5, leading: 13, color: COLOR.muted },
} satisfies Record<string, TextStyle>;

/** From the most comfortable to the smallest: a long name and a long profession still make one page (ATT-10). */
const SENTENCE_SIZES = [17, 16, 15, 14, 13, 12, 11];
const SENTENCE = { top: 256, height: 190 };
const FACTS_TOP = 462;
const PANEL = { x: 52, top: 536, width: 508, height: 168, padding: 20 };
const QR_SIDE = 128;
const FOOT_TOP = 728;

const regular = (text: string): StyledText => ({ text, weight: "regular" });
const semibold = (text: string): StyledText => ({ text, weight: "semibold" });
const bold = (text: string): StyledText => ({ text, weight: "bold" });

/** Draws what only decorates: a screen reader is told to pass over it. */
function decorate({ document }: Sheet, draw: () => void): void {
  document.markContent("Artifact", { type: "Layout" });
  draw();
  document.endMarkedContent();
}

function drawBackground(sheet: Sheet): void {
  const { document } = sheet;
  decorate(sheet, () => {
    document.rect(0, 0, PAGE_WIDTH, 12).fill(COLOR.deep);
    document.rect(COLUMN.x, 219, 56, 3).fill(COLOR.deep);
    document.roundedRect(PANEL.x, PANEL.top, PANEL.width, PANEL.height, 6).fill(COLOR.panel);
    document
      .moveTo(COLUMN.x, FACTS_TOP)
      .lineTo(COLUMN.x + COLUMN.width, FACTS_TOP)
      .lineWidth(0.75)
      .stroke(COLOR.rule);
  });
}

function drawHead({ document, writer, add }: Sheet, issuer: string): void {
  const head = document.struct("P", {}, () => {
    writer.write([semibold(issuer)], { ...COLUMN, top: 64 }, STYLE.issuer);
  });
  const title = document.struct("H1", {}, () => {
    const top = writer.write([bold("Attestation ")], { ...COLUMN, top: 128 }, STYLE.titleLead);
    writer.write([regular("de connaissance du français")], { ...COLUMN, top }, STYLE.titleRest);
  });
  add(head);
  add(title);
}

function sentenceStyle(writer: PageWriter, parts: readonly StyledText[]): TextStyle {
  const style = SENTENCE_SIZES.map((size) => ({ size, leading: size * 1.65, color: COLOR.ink })).find((candidate) => {
    const lines = writer.lines(parts, COLUMN.width, candidate);
    const isNarrowEnough = lines.every((line) => line.width <= COLUMN.width);
    return isNarrowEnough && lines.length * candidate.leading <= SENTENCE.height;
  });
  if (style === undefined) throw new RangeError("The sentence of this attestation does not fit on its page.");
  return style;
}

function drawSentence({ document, writer, add }: Sheet, content: AttestationContent): void {
  const parts = attestationSentence(content).map(({ text, isStrong }) => (isStrong ? bold(text) : regular(text)));
  const style = sentenceStyle(writer, parts);
  const sentence = document.struct("P", {}, () => {
    writer.write(parts, { ...COLUMN, top: SENTENCE.top }, style);
  });
  add(sentence);
}

function drawFacts({ document, writer, add }: Sheet, content: AttestationContent): void {
  const list = document.struct("L");
  add(list);
  const facts = [
    ["Numéro de l’attestation ", content.number],
    ["Date de la réussite ", frenchDate(content.date)],
  ] as const;
  facts.forEach(([label, value], index) => {
    const place = { x: COLUMN.x + (index * COLUMN.width) / 2, width: COLUMN.width / 2, top: FACTS_TOP + 12 };
    const lbl = document.struct("Lbl", {}, () => void writer.write([regular(label)], place, STYLE.label));
    const body = document.struct("LBody", {}, () => {
      writer.write([semibold(value)], { ...place, top: place.top + STYLE.label.leading }, STYLE.value);
    });
    list.add(document.struct("LI", {}, [lbl, body]));
  });
}

function drawQrCode({ document, add }: Sheet, url: string): void {
  const { size, bars } = qrCode(url);
  const [left, top] = [PANEL.x + PANEL.padding, PANEL.top + PANEL.padding];
  // Four modules of quiet zone, which the standard asks for, in white on the panel.
  const module = QR_SIDE / (size + 8);
  // The type of pdfkit's options does not know `bbox` yet; without it a reader cannot show where the figure is.
  const described = {
    alt: `Code QR qui mène à la page de vérification de cette attestation\u00a0: ${url}`,
    bbox: [left, top, left + QR_SIDE, top + QR_SIDE],
  };
  const figure = document.struct("Figure", described, () => {
    document.rect(left, top, QR_SIDE, QR_SIDE).fill("#ffffff");
    for (const { x, y, length } of bars) {
      document.rect(left + (x + 4) * module, top + (y + 4) * module, length * module, module);
    }
    document.fill("#000000");
  });
  add(figure);
}

function drawVerification(sheet: Sheet, content: AttestationContent, publicUrl: string): void {
  const { document, writer, add } = sheet;
  const x = PANEL.x + PANEL.padding + QR_SIDE + 22;
  const place = { x, width: PANEL.x + PANEL.width - PANEL.padding - x };
  const address = verificationUrl(publicUrl, "").replaceAll(/^https:\/\/|\/$/g, "");
  let top = PANEL.top + PANEL.padding - 3;
  const write = (tag: string, parts: readonly StyledText[], style: TextStyle, gap: number): void => {
    const element = document.struct(tag, {}, () => {
      top = writer.write(parts, { ...place, top }, style) + gap;
    });
    add(element);
  };
  write("H2", [bold("Vérifier cette attestation")], STYLE.heading, 3);
  const how = [
    regular("Lisez le code QR, ou allez à "),
    semibold(address),
    regular(
      " et entrez le code ci-dessous. Le nom, la profession, la date et le numéro affichés doivent être ceux-ci. ",
    ),
    regular("Le fichier PDF porte aussi une signature électronique."),
  ];
  write("P", how, STYLE.text, 8);
  write("P", [regular("Code de vérification ")], STYLE.label, 0);
  write("P", [semibold(groupVerificationCode(content.verificationCode))], STYLE.code, 0);
  drawQrCode(sheet, verificationUrl(publicUrl, content.verificationCode));
}

function drawDemonstrationNotice({ document, writer, add }: Sheet): void {
  const foot = document.struct("P", {}, () => {
    const words = [semibold("Document de démonstration, sans valeur officielle")];
    writer.write(words, { ...COLUMN, top: FOOT_TOP }, STYLE.foot);
  });
  add(foot);
}

/** One page, read from top to bottom as it is seen. */
export function drawAttestationPage(
  document: Document,
  writer: PageWriter,
  content: AttestationContent,
  options: AttestationPdfOptions,
): void {
  const whole = document.struct("Document");
  document.addStructure(whole);
  const sheet: Sheet = { document, writer, add: (part) => whole.add(part) };
  drawBackground(sheet);
  drawHead(sheet, content.issuer);
  drawSentence(sheet, content);
  drawFacts(sheet, content);
  drawVerification(sheet, content, options.publicUrl);
  if (options.isDemonstration) drawDemonstrationNotice(sheet);
  whole.end();
}
