/** What a configuration of Safe Exam Browser holds. No dates and no fractions: platforms write them differently. */
export type SebValue = string | boolean | number | Uint8Array | readonly SebValue[] | SebSettings;
export interface SebSettings {
  readonly [key: string]: SebValue;
}

export const isData = (value: SebValue): value is Uint8Array => value instanceof Uint8Array;
export const isList = (value: SebValue): value is readonly SebValue[] => Array.isArray(value);

export const base64Of = (value: Uint8Array): string => Buffer.from(value).toString("base64");
