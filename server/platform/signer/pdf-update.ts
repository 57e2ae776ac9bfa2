import type { PdfFile } from "./pdf-file.ts";

export type PdfObject = { readonly id: number; readonly body: string };

/**
 * Appends a revision: the original bytes stay where they are, to the last one, and a second cross-reference table
 * follows the new objects. The permanent half of /ID stays, the changing half changes (ISO 32000-1, 14.4).
 */
export function appendRevision(file: PdfFile, objects: readonly PdfObject[], changingId: string): Buffer {
  const sorted = objects.toSorted((a, b) => a.id - b.id);
  let text = file.text.endsWith("\n") ? "" : "\n";
  const rows = sorted.map(({ id, body }) => {
    const at = file.bytes.length + text.length;
    text += `${id} 0 obj\n${body}\nendobj\n`;
    return `${id} 1\n${String(at).padStart(10, "0")} 00000 n \n`;
  });
  const xrefAt = file.bytes.length + text.length;
  const trailer = [
    `/Size ${Math.max(file.size, ...sorted.map(({ id }) => id + 1))}`,
    `/Root ${file.root} 0 R`,
    ...(file.info === undefined ? [] : [`/Info ${file.info}`]),
    `/ID [<${file.permanentId}> <${changingId}>]`,
    `/Prev ${file.xrefAt}`,
  ];
  text += `xref\n0 1\n0000000000 65535 f \n${rows.join("")}`;
  text += `trailer\n<<\n${trailer.join("\n")}\n>>\nstartxref\n${xrefAt}\n%%EOF\n`;
  return Buffer.concat([file.bytes, Buffer.from(text, "latin1")]);
}
