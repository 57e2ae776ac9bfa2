import type PDFDocument from "pdfkit";
import type { Font } from "./fonts.ts";
import { balanceLines } from "./text-flow.ts";
import type { StyledText, TextLine } from "./text-flow.ts";

export type TextStyle = {
  readonly size: number;
  readonly leading: number;
  readonly color: string;
  readonly letterSpacing?: number;
};
/** `top` is the top of the first line's box; the answer of `write` is the bottom of the last one's. */
export type TextPlace = { readonly x: number; readonly top: number; readonly width: number };

type Document = InstanceType<typeof PDFDocument>;

/** Writes text on the page of a document, with the fonts that the text needs. */
export class PageWriter {
  readonly #document: Document;
  readonly #registered = new Set<string>();

  constructor(document: Document) {
    this.#document = document;
  }

  lines(parts: readonly StyledText[], width: number, style: TextStyle): readonly TextLine[] {
    return balanceLines(parts, width, (text, font) => this.#measure(text, font, style));
  }

  write(parts: readonly StyledText[], place: TextPlace, style: TextStyle): number {
    const lines = this.lines(parts, place.width, style);
    lines.forEach((line, index) => {
      const baseline = place.top + style.leading * index + style.leading / 2 + style.size * 0.36;
      let x = place.x;
      for (const { text, font } of line.runs) {
        const width = this.#measure(text, font, style);
        this.#document.fillColor(style.color).text(text, x, baseline, {
          lineBreak: false,
          baseline: "alphabetic",
          characterSpacing: style.letterSpacing ?? 0,
        });
        x += width;
      }
    });
    return place.top + style.leading * lines.length;
  }

  #measure(text: string, font: Font, style: TextStyle): number {
    if (!this.#registered.has(font.name)) {
      this.#document.registerFont(font.name, font.data);
      this.#registered.add(font.name);
    }
    this.#document.font(font.name).fontSize(style.size);
    return this.#document.widthOfString(text) + (style.letterSpacing ?? 0) * text.length;
  }
}
