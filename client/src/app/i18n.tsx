import { createContext, use, useEffect, useMemo, useState, type ReactNode } from "react";
import { frForEverybody } from "#shared/i18n/fr/everybody.ts";
import { isLocale, languageTag, locales, type Locale } from "#shared/i18n/locale.ts";
import { createTranslator, type ClientMessageKey, type Translate } from "#shared/i18n/translator.ts";
import { readStored, writeStored } from "#client/ui/stored-state.ts";

export type T = Translate<ClientMessageKey>;

type I18n = {
  readonly locale: Locale;
  /** The languages that this installation offers; a switch is shown when there are two. */
  readonly available: readonly Locale[];
  readonly setLocale: (locale: Locale) => void;
  readonly t: T;
};

const storageKey = "epreuve.locale";

type Words = Readonly<Record<string, string>>;

/** Words by the pages that show them: candidates do not pay for what they do not see yet. */
const fragments = {
  everybody: {
    fr: () => Promise.resolve<Words>(frForEverybody),
    en: async (): Promise<Words> => (await import("#shared/i18n/en/everybody.ts")).enForEverybody,
  },
  day: {
    fr: async (): Promise<Words> => (await import("#shared/i18n/fr/day.ts")).frForDay,
    en: async (): Promise<Words> => (await import("#shared/i18n/en/day.ts")).enForDay,
  },
  staff: {
    fr: async (): Promise<Words> => (await import("#shared/i18n/fr/staff.ts")).frForStaff,
    en: async (): Promise<Words> => (await import("#shared/i18n/en/staff.ts")).enForStaff,
  },
} as const satisfies Record<string, Record<Locale, () => Promise<Words>>>;
type Fragment = keyof typeof fragments;

const words: { [locale in Locale]?: Record<string, string> } = { fr: { ...frForEverybody } };
const asked = new Set<Fragment>(["everybody"]);

/** A page's loader waits for its words, so every key of a page that is shown is there: `ClientMessageKey` stays true. */
const translatorOf = (locale: Locale): T =>
  createTranslator<ClientMessageKey>(locale, (words[locale] ?? words.fr) as Record<ClientMessageKey, string>);
const french: T = translatorOf("fr");

async function addWords(locale: Locale, names: Iterable<Fragment>): Promise<void> {
  const known = (words[locale] ??= {});
  Object.assign(known, ...(await Promise.all(Array.from(names, (name) => fragments[name][locale]()))));
}

/** Called by the loaders of pages, before such a page is shown. */
export async function loadWords(...names: readonly Fragment[]): Promise<void> {
  for (const name of names) asked.add(name);
  // The languages already in use are completed in place: translators read their words when they are asked.
  await Promise.all(locales.filter((locale) => words[locale]).map((locale) => addWords(locale, names)));
}

const I18nContext = createContext<I18n>({ locale: "fr", available: ["fr"], setLocale: () => {}, t: french });

/** English is fetched when somebody asks for it: candidates who read French do not pay for it. */
async function loadTranslator(locale: Locale): Promise<T> {
  if (locale === "fr") return french;
  await addWords(locale, asked);
  return translatorOf(locale);
}

export type I18nProviderProps = {
  /** Whether this installation offers English (the server's configuration says so). */
  readonly isEnglishAvailable: boolean;
  readonly children: ReactNode;
};

export function I18nProvider({ isEnglishAvailable, children }: I18nProviderProps): ReactNode {
  const [wanted, setWanted] = useState<Locale>(() => {
    const stored = readStored(storageKey);
    return isLocale(stored) ? stored : "fr";
  });
  const [loaded, setLoaded] = useState<{ readonly locale: Locale; readonly t: T }>({ locale: "fr", t: french });
  const locale = isEnglishAvailable ? wanted : "fr";

  // The catalogue of another language comes over the network; the page keeps its language until then.
  useEffect(() => {
    let isCurrent = true;
    void loadTranslator(locale).then(
      (t) => isCurrent && setLoaded({ locale, t }),
      () => isCurrent && setLoaded({ locale: "fr", t: french }),
    );
    return () => {
      isCurrent = false;
    };
  }, [locale]);

  // Screen readers and the browser's hyphenation read the language from the document.
  useEffect(() => {
    document.documentElement.lang = languageTag(loaded.locale);
  }, [loaded.locale]);

  const value = useMemo<I18n>(
    () => ({
      ...loaded,
      available: isEnglishAvailable ? ["fr", "en"] : ["fr"],
      setLocale: (next) => {
        setWanted(next);
        writeStored(storageKey, next);
      },
    }),
    [loaded, isEnglishAvailable],
  );
  return <I18nContext value={value}>{children}</I18nContext>;
}

/** `const t = useT(); t("common.save")` */
export function useT(): T {
  return use(I18nContext).t;
}

export function useLocale(): Pick<I18n, "locale" | "available" | "setLocale"> {
  return use(I18nContext);
}

const askAgainMs = 2_000;

/** What is printed and handed to somebody keeps its own language, whatever that of the page around it. */
export function InLanguage({ locale, children }: { readonly locale: Locale; readonly children: ReactNode }): ReactNode {
  const around = use(I18nContext);
  const [loaded, setLoaded] = useState<Pick<I18n, "locale" | "t"> | undefined>();
  useEffect(() => {
    let isCurrent = true;
    let again = 0;
    // Words of another language would be read, or printed, as this one's: what failed is asked for again.
    const load = (): void =>
      void loadTranslator(locale).then(
        (t) => isCurrent && setLoaded({ locale, t }),
        () => isCurrent && (again = window.setTimeout(load, askAgainMs)),
      );
    load();
    return () => {
      isCurrent = false;
      clearTimeout(again);
    };
  }, [locale]);
  if (loaded?.locale !== locale) return <p role="status">{around.t("common.loading")}</p>;
  return <I18nContext value={{ ...around, ...loaded }}>{children}</I18nContext>;
}
