import { en } from "./en/index.ts";
import { fr } from "./fr/index.ts";
import type { Locale } from "./locale.ts";
import type { ArgumentsParameter } from "./message-types.ts";
import { createTranslator, type Catalogue, type MessageKey } from "./translator.ts";

const translators = { fr: createTranslator<MessageKey>("fr", fr), en: createTranslator<MessageKey>("en", en) };

/** A message in a language: for the server, which holds both catalogues. The client uses `useT()`. */
export function translate<K extends MessageKey>(
  locale: Locale,
  key: K,
  ...args: ArgumentsParameter<Catalogue[K]>
): string {
  return translators[locale](key, ...args);
}
