import type { FormContent, FormKeys } from "#shared/domain/forms/form-content.ts";
import { languageOf } from "#shared/domain/forms/language.ts";
import { zip } from "../../../platform/zip.ts";
import { itemResource, manifestName, packageNamespace, packageSchema, schemaInstance } from "./names.ts";
import { writeItem } from "./write-item.ts";
import { document, element } from "./xml.ts";

/** The items of a form, with their keys, as a QTI 3.0 package, in the order of the form. */
export function writePackage({
  content,
  keys,
}: {
  readonly content: FormContent;
  readonly keys: FormKeys;
}): Uint8Array {
  const files = content.items.map((item, index) => ({
    name: `items/${String(index + 1).padStart(3, "0")}.xml`,
    bytes: writeItem(item, keys[item.id], languageOf(content)),
  }));
  const manifest = element(
    "manifest",
    {
      xmlns: packageNamespace,
      "xmlns:xsi": schemaInstance,
      "xsi:schemaLocation": `${packageNamespace} ${packageSchema}`,
      identifier: `MANIFEST-${content.code}-v${content.version}`,
    },
    element("metadata", {}, element("schema", {}, "QTI Package"), element("schemaversion", {}, "3.0.0")),
    element("organizations", {}),
    element(
      "resources",
      {},
      ...files.map(({ name }, index) =>
        element(
          "resource",
          { identifier: `ITEM-${index + 1}`, type: itemResource, href: name },
          element("file", { href: name }),
        ),
      ),
    ),
  );
  return zip([{ name: manifestName, bytes: document(manifest) }, ...files]);
}

export const packageName = ({ code, version }: Pick<FormContent, "code" | "version">): string =>
  `${code}-v${version}-qti3.zip`;
