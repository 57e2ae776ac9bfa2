export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * Serialises a JSON value so that equal values give equal strings: keys in code-unit order, no white space (the order
 * of RFC 8785). Used wherever a value is hashed or signed.
 */
export function canonicalJson(value: unknown): string {
  // Every operation of every save is hashed through here, on both sides: plain loops, no intermediate lists.
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError("A number that is not finite has no JSON form.");
    return String(value);
  }
  if (Array.isArray(value)) {
    let list = "";
    for (const entry of value) list += `${list === "" ? "" : ","}${canonicalJson(entry)}`;
    return `[${list}]`;
  }
  if (typeof value === "object") {
    let fields = "";
    // Without a comparison of ours, keys are sorted by their code units.
    for (const key of Object.keys(value).toSorted()) {
      const entry = (value as Record<string, unknown>)[key];
      if (entry !== undefined) fields += `${fields === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(entry)}`;
    }
    return `{${fields}}`;
  }
  throw new TypeError(`A ${typeof value} has no JSON form.`);
}
