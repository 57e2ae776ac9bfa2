import { encode } from "uqr";

/** A horizontal bar of dark modules, in modules. */
export type QrBar = { readonly x: number; readonly y: number; readonly length: number };
export type QrCode = { readonly size: number; readonly bars: readonly QrBar[] };

/**
 * A QR code as bars rather than squares: a reader that smooths edges would show hairlines between two squares. Level M
 * survives a fold or a stamp.
 */
export function qrCode(text: string): QrCode {
  const { size, data } = encode(text, { ecc: "M", border: 0 });
  const bars = data.flatMap((row, y) => {
    const dark = row.map((isDark) => (isDark ? "1" : "0")).join("");
    return [...dark.matchAll(/1+/g)].map((match) => ({ x: match.index, y, length: match[0].length }));
  });
  return { size, bars };
}
