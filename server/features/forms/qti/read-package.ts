import { setImmediate } from "node:timers/promises";
import { qtiLimits, type QtiNote } from "#shared/domain/forms/qti-note.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { openArchive, type Archive } from "../../../platform/unzip.ts";
import { itemResource, manifestName } from "./names.ts";
import { attribute, childNamed, childrenNamed, readXml, type XmlElement } from "./xml.ts";

/** One resource of a package: an item to be read, or why there is none. */
export interface PackageLine {
  readonly file: string;
  readonly root?: XmlElement;
  readonly note?: QtiNote;
}
export type PackageRefusal = "QTI_NOT_A_ZIP" | "QTI_TOO_BIG" | "QTI_UNSAFE" | "QTI_NO_MANIFEST";

const longestName = 200;
// An item holds a few thousand bytes and a list of 300 files some hundred thousand; to parse more keeps others waiting.
const longestItem = 128 * 1024;
const longestManifest = 512 * 1024;

/** Reads a QTI 3.0 package that somebody sent; of what is unsafe nothing is kept, of what is only wrong a line is. */
export async function readPackage(bytes: Uint8Array): Promise<Result<readonly PackageLine[], PackageRefusal>> {
  const archive = openArchive(bytes, qtiLimits);
  if (!archive.ok) return err(`QTI_${archive.error}` as const);
  const manifest = await xmlIn(archive.value, manifestName, longestManifest);
  if (manifest === "UNSAFE" || manifest === "TOO_BIG") return err(`QTI_${manifest}` as const);
  if (typeof manifest !== "object" || manifest.name !== "manifest") return err("QTI_NO_MANIFEST");
  const resources = childNamed(manifest, "resources");
  if (!resources) return err("QTI_NO_MANIFEST");

  const lines: PackageLine[] = [];
  const named = childrenNamed(resources, "resource").slice(0, qtiLimits.files);
  const read = new Set<string>();
  for (const resource of named) {
    const type = attribute(resource, "type");
    const href = hrefOf(resource);
    const file = (href || attribute(resource, "identifier")).slice(0, longestName);
    if (!type.startsWith("imsqti_item_")) {
      lines.push({ file, note: { code: "OTHER_RESOURCE", what: type.slice(0, 80) } });
      continue;
    }
    if (type !== itemResource) {
      lines.push({ file, note: { code: "VERSION", what: type.slice(0, 80) } });
      continue;
    }
    if (read.has(href)) continue;
    read.add(href);
    // Others are served between two files.
    await setImmediate();
    const root = await xmlIn(archive.value, href, longestItem);
    if (root === "UNSAFE" || root === "TOO_BIG") return err(`QTI_${root}` as const);
    if (root === "DAMAGED") return err("QTI_NOT_A_ZIP");
    if (root === undefined) lines.push({ file, note: { code: "FILE_MISSING", what: "" } });
    else if (root === "UNREADABLE") lines.push({ file, note: { code: "XML_UNREADABLE", what: "" } });
    else lines.push({ file, root });
  }
  return ok(lines);
}

async function xmlIn(archive: Archive, name: string, most: number) {
  const bytes = await archive.read(name);
  if (bytes === undefined || typeof bytes === "string") return bytes;
  return bytes.length > most ? "UNREADABLE" : readXml(bytes);
}

/** As the archive names it: addresses write spaces and accents with percent signs. */
function hrefOf(resource: XmlElement): string {
  const href = attribute(resource, "href").replace(/^\.\//, "");
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}
