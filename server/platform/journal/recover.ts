import { createHash } from "node:crypto";
import { readdir, readFile, rename, truncate, unlink } from "node:fs/promises";
import { join } from "node:path";
import { headerBytes, wholeLength } from "./format.ts";
import { segmentName, type SealedSegment } from "./journal-writer.ts";

/**
 * What a process that died left of a track: its last segment is cut behind its last whole block and sealed as recovered.
 * Answers the segments that nobody has entered in the books yet; `known` names those that are there.
 */
export async function recoverTrack(
  folder: string,
  trackId: string,
  known: ReadonlySet<number>,
): Promise<SealedSegment[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const found: SealedSegment[] = [];
  for (const name of names.toSorted((a, b) => (a < b ? -1 : 1))) {
    const [, digits = "", suffix] = /^(\d{6})\.(part|seg)$/.exec(name) ?? [];
    const seq = Number(digits);
    if (!suffix || known.has(seq)) continue;
    const path = join(folder, name);
    const bytes = await readFile(path);
    const length = suffix === "seg" ? bytes.length : wholeLength(bytes);
    if (length <= headerBytes) {
      // Nothing had been heard yet.
      await unlink(path);
      continue;
    }
    if (suffix === "part") {
      await truncate(path, length);
      await rename(path, join(folder, segmentName(seq, "seg")));
    }
    const sha256 = createHash("sha256").update(bytes.subarray(0, length)).digest("hex");
    found.push({ trackId, seq, sha256, bytes: length, isRecovered: suffix === "part" });
  }
  return found;
}
