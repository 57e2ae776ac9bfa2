import { IntlMessageFormat } from "intl-messageformat";
import { elidable, elided } from "./elision.ts";
import type { fr } from "./fr/index.ts";
import { languageTag, type Locale } from "./locale.ts";
import type { ArgumentsParameter } from "./message-types.ts";

export type Catalogue = typeof fr;
export type MessageKey = keyof Catalogue;
/** E-mails are written by the server only: their texts stay out of the browser's bundle. */
export type ClientMessageKey = Exclude<MessageKey, `messages.${string}`>;

/** `t("desk.pause")`, `t("common.minutes", { count: 3 })`: an unknown key or a wrong argument does not compile [I18N-1]. */
export type Translate<Key extends MessageKey> = <K extends Key>(
  key: K,
  ...args: ArgumentsParameter<Catalogue[K]>
) => string;

/**
 * The translator of one catalogue. Messages are parsed once, when they are first used. A key that a newer server names and this
 * page does not know is shown as it is: nobody's exam falls over for a word.
 */
export function createTranslator<Key extends MessageKey>(
  locale: Locale,
  messages: Readonly<Partial<Record<Key, string>>>,
): Translate<Key> {
  const parsed = new Map<Key, IntlMessageFormat>();
  return (key, ...[args]) => {
    const text: string = messages[key] ?? key;
    // Most messages have no argument: they need no parser.
    if (!text.includes("{")) return text;
    let format = parsed.get(key);
    if (format === undefined) {
      format = new IntlMessageFormat(locale === "fr" ? elidable(text) : text, languageTag(locale), undefined, { ignoreTag: true });
      parsed.set(key, format);
    }
    return onePoint(String(format.format({ ...args, ...(locale === "fr" && elided(args)) })));
  };
}

/** A time that ends an English sentence brings its own full stop: «10:31 a.m.», not «10:31 a.m..». */
const onePoint = (text: string): string => text.replaceAll(/\b([ap]\.m\.)\.(?!\.)/g, "$1");
