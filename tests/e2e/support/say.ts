import { enForClient } from "#shared/i18n/en/index.ts";
import { frForClient } from "#shared/i18n/fr/index.ts";
import { createTranslator, type ClientMessageKey, type Translate } from "#shared/i18n/translator.ts";

/** The words on the screen, by their key: journeys survive a better wording, and a removed key does not compile. */
export const say: Translate<ClientMessageKey> = createTranslator<ClientMessageKey>("fr", frForClient);

export const sayInEnglish: Translate<ClientMessageKey> = createTranslator<ClientMessageKey>("en", enForClient);

/** The start of a sentence whose end is a time or a number. */
export function beginning(text: string): RegExp {
  const [start = ""] = text.split("…");
  return new RegExp(`^${start.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
}
