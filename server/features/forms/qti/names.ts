/** The names of QTI 3.0, and ours for what it has no word for. */

export const qtiNamespace = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0";
export const qtiSchema = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd";
export const packageNamespace = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1";
export const packageSchema = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd";
export const schemaInstance = "http://www.w3.org/2001/XMLSchema-instance";
export const itemResource = "imsqti_item_xmlv3p0";
export const manifestName = "imsmanifest.xml";
export const matchCorrect = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml";
export const mapResponse = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/map_response.xml";

/** On the block that holds a question: what it is about, which of our types it is, whether it is an anchor. */
export const aboutAttribute = "data-epreuve-about";
export const typeAttribute = "data-epreuve-type";
export const anchorAttribute = "data-epreuve-anchor";

export const response = "RESPONSE";
export const justification = "JUSTIFICATION";
export const truths = { yes: "VRAI", no: "FAUX" } as const;
export const gapName = (index: number): string => `G${index + 1}`;

const plain = /^[A-Za-z_][\w-]*$/;
const inside = /[^\w-]/gu;

/** An id as QTI lets identifiers be: letters first, no space. Ids of ours are mostly that already. */
export const identifierOf = (id: string): string =>
  plain.test(id)
    ? id
    : `e.${id.replaceAll(inside, (sign) => `.${(sign.codePointAt(0) ?? 0).toString(16).padStart(6, "0")}`)}`;

/** The id that `identifierOf` was given. */
export const idOf = (identifier: string): string =>
  identifier.startsWith("e.")
    ? identifier
        .slice(2)
        .replaceAll(/\.([0-9a-f]{6})/g, (_match, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    : identifier;

/** The entries of the second column, apart from those of the first, whose ids they may repeat. */
export const rightOf = (id: string): string => `r.${identifierOf(id)}`;
export const leftIn = (identifier: string): string => idOf(identifier);
export const rightIn = (identifier: string): string => idOf(identifier.replace(/^r\./, ""));
