import { parse, TYPE, type MessageFormatElement } from "@formatjs/icu-messageformat-parser";
import { describe, expect, expectTypeOf, test } from "vitest";
import {
  formatDate,
  formatDateTime,
  formatDuration,
  formatTime,
  formatTimeWithSeconds,
  formatTimeZone,
  formatZonePlace,
} from "./dates.ts";
import { en } from "./en/index.ts";
import { fr, frForClient } from "./fr/index.ts";
import type { MessageArguments } from "./message-types.ts";
import { observationKinds } from "../domain/integrity/observation-kinds.ts";
import { translate } from "./translate.ts";
import { createTranslator } from "./translator.ts";

const NBSP = "\u00A0";
const catalogues = { fr, en };

/** `name: kind` of every argument, nested branches included; sorted, so that two languages can be compared. */
function argumentsOf(elements: readonly MessageFormatElement[]): string[] {
  const found = new Set<string>();
  for (const element of elements) {
    switch (element.type) {
      case TYPE.argument:
      case TYPE.date:
      case TYPE.time:
        found.add(`${element.value}: ${TYPE[element.type]}`);
        break;
      case TYPE.number:
        found.add(`${element.value}: number`);
        break;
      case TYPE.plural:
      case TYPE.select:
        found.add(`${element.value}: ${element.type === TYPE.plural ? "number" : "select"}`);
        for (const branch of Object.values(element.options))
          for (const name of argumentsOf(branch.value)) found.add(name);
        break;
      default:
    }
  }
  return [...found].sort();
}

/** The texts of the branches of plurals and selects, as they are written. */
function branchesOf(elements: readonly MessageFormatElement[], text: string): string[] {
  return elements.flatMap((element) =>
    element.type === TYPE.plural || element.type === TYPE.select
      ? Object.values(element.options).flatMap((branch) => [
          text.slice((branch.location?.start.offset ?? 0) + 1, (branch.location?.end.offset ?? 0) - 1),
          ...branchesOf(branch.value, text),
        ])
      : [],
  );
}

/** What a Québec reader's eye stumbles on, by name. */
function typographyFaultsOf(text: string): string[] {
  const rules: Record<string, RegExp> = {
    "straight apostrophe": /'/,
    "straight quotation mark": /"/,
    "no no-break space before a colon": /(?<![\u00A0\d])(?<!https?):(?!\/\/)/,
    "no no-break space after «": /«(?!\u00A0)/,
    "no no-break space before »": /(?<!\u00A0)»/,
    "space before ; ! or ?": /[ \u00A0\u202F][;!?]/,
    "three dots instead of …": /\.\.\./,
    "double space": / {2}/,
    "space at an end": /^\s|\s$/,
  };
  return Object.entries(rules)
    .filter(([, fault]) => fault.test(text))
    .map(([name]) => name);
}

describe("catalogues", () => {
  test("[I18N-1] arguments are read from the French text by the compiler", () => {
    expectTypeOf<MessageArguments<"Bonjour, {name}">>().toEqualTypeOf<{ readonly name: string }>();
    expectTypeOf<
      MessageArguments<"{count, plural, one {# texte de {name}} other {# textes, de {name}}} à {time}">
    >().toEqualTypeOf<{
      readonly count: number;
      readonly name: string;
      readonly time: string;
    }>();
    expectTypeOf<MessageArguments<"{mode, select, ONLINE {chez vous, en ligne} other {en présence}}">>().toEqualTypeOf<{
      readonly mode: string;
    }>();
    expectTypeOf<MessageArguments<"sans argument">>().toEqualTypeOf<{}>();
    expect(translate("fr", "common.minutes", { count: 1 })).toBe("1 minute");
    // @ts-expect-error An argument is missing.
    expect(() => translate("fr", "common.minutes")).toThrow();
    // @ts-expect-error The argument has another name.
    expect(() => translate("fr", "common.minutes", { minutes: 1 })).toThrow();
    // @ts-expect-error A number is asked for.
    translate("fr", "common.minutes", { count: "1" });
    // @ts-expect-error The message has no argument.
    translate("fr", "common.save", { count: 1 });
    // @ts-expect-error There is no such key.
    expect(translate("fr", "common.doesNotExist")).toBe("common.doesNotExist");
  });

  test("[I18N-2] both languages have the same keys, each prefixed with its fragment's name", () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(fr).sort());
    expect(Object.keys(fr).filter((key) => !/^[a-z]+\.[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*$/.test(key))).toEqual([]);
  });

  test("[I18N-3] both languages ask for the same arguments", () => {
    const signatures = (texts: Record<string, string>) =>
      Object.fromEntries(
        Object.entries(texts).map(([key, text]) => [key, argumentsOf(parse(text, { ignoreTag: true }))]),
      );
    expect(signatures(en)).toEqual(signatures(fr));
  });

  test("[I18N-4] every message parses and has a text", () => {
    for (const [language, texts] of Object.entries(catalogues)) {
      for (const [key, text] of Object.entries(texts)) {
        expect(() => parse(text, { ignoreTag: true }), `${language} ${key}`).not.toThrow();
        expect(text.trim(), `${language} ${key}`).not.toBe("");
      }
    }
  });

  test("[I18N-5] French texts follow Québec's typography", () => {
    const faults = Object.entries(fr).flatMap(([key, text]) =>
      typographyFaultsOf(text).map((fault) => `${key}: ${fault}`),
    );
    expect(faults).toEqual([]);
    expect(typographyFaultsOf(`Il a dit${NBSP}: «${NBSP}Bonjour!${NBSP}» à 13:30`)).toEqual([]);
    expect(typographyFaultsOf("L'heure : «14 h» !")).toEqual([
      "straight apostrophe",
      "no no-break space before a colon",
      "no no-break space after «",
      "no no-break space before »",
      "space before ; ! or ?",
    ]);
  });

  test("[I18N-5] neither language has a straight apostrophe, which ICU would read as an escape", () => {
    expect(Object.entries(en).filter(([, text]) => text.includes("'"))).toEqual([]);
  });

  test("[I18N-6] the text of a plural or select branch cannot be taken for an argument's name", () => {
    const ambiguous = Object.entries(fr).filter(([, text]) =>
      branchesOf(parse(text, { ignoreTag: true, captureLocation: true }), text).some(
        (branch) => !/[# \u00A0]/.test(branch) || /^\w+\s*[,}]/.test(branch),
      ),
    );
    expect(ambiguous).toEqual([]);
  });

  test("[I18N-6] dates and times reach a message as text", () => {
    const dated = Object.entries(fr).filter(([, text]) =>
      argumentsOf(parse(text, { ignoreTag: true })).some((name) => /: (date|time)$/.test(name)),
    );
    expect(dated).toEqual([]);
  });

  test("[I18N-8] the browser's catalogue holds everything but the e-mails", () => {
    const missing = Object.keys(fr).filter((key) => !(key in frForClient));
    expect(missing.filter((key) => !key.startsWith("messages."))).toEqual([]);
    expect(Object.keys(frForClient).filter((key) => key.startsWith("messages."))).toEqual([]);
  });

  test("[I18N-9] plurals and numbers follow Canadian usage: zero is singular in French", () => {
    expect(translate("fr", "common.minutes", { count: 0 })).toBe("0 minute");
    expect(translate("en", "common.minutes", { count: 0 })).toBe("0 minutes");
    expect(createTranslator("fr", { "common.minutes": "{count, number}" })("common.minutes", { count: 12_345.6 })).toBe(
      `12${NBSP}345,6`,
    );
  });

  test("[I18N-11] a key that a page does not know, from a server that is newer, is shown as it is: the page stands", () => {
    const said = createTranslator<"common.minutes">("fr", { "common.minutes": "{count}" });
    expect(said("room.newer" as "common.minutes", { count: 1 })).toBe("room.newer");
  });

  test("[I18N-10] a time that ends an English sentence brings its own full stop", () => {
    const words = { "common.minutes": "At {count}. Then {count}, and {count}." };
    const said = createTranslator("en", words)("common.minutes", { count: "10:31 a.m." as unknown as number });
    expect(said).toBe("At 10:31 a.m. Then 10:31 a.m., and 10:31 a.m.");
  });
});

describe("dates", () => {
  const at = "2026-03-14T17:30:20Z";
  const montreal = "America/Toronto";

  test("[I18N-7] dates and times are said as in Québec, where the reader is", () => {
    expect(formatDate("fr", at, montreal)).toBe(`samedi 14${NBSP}mars 2026`);
    expect(formatDate("fr", at, montreal, "long")).toBe(`14${NBSP}mars 2026`);
    expect(formatDate("fr", "2026-11-22T17:00:00Z", montreal, "medium")).toBe(`22${NBSP}nov. 2026`);
    expect(formatDate("fr", at, montreal, "short")).toBe("2026-03-14");
    expect(formatTime("fr", at, montreal)).toBe(`13${NBSP}h${NBSP}30`);
    expect(formatTime("fr", at, "Europe/Paris")).toBe(`18${NBSP}h${NBSP}30`);
    expect(formatDateTime("fr", at, montreal)).toBe(`samedi 14${NBSP}mars 2026, 13${NBSP}h${NBSP}30`);
    expect(formatTimeWithSeconds(at, montreal)).toBe("13:30:20");
    expect(formatTimeZone("fr", at, montreal)).toBe("heure de l’Est");
    expect(formatZonePlace("fr", "Europe/Bucharest")).toBe("Roumanie");
    expect(formatZonePlace("fr", montreal)).toBe("heure de l’Est");
  });

  test("[I18N-7] the first of the month is «1ᵉʳ», a full hour has no minutes, midnight is 0 h", () => {
    expect(formatDate("fr", Date.parse("2026-05-01T12:00:00Z"), montreal)).toBe(`vendredi 1ᵉʳ${NBSP}mai 2026`);
    expect(formatTime("fr", new Date("2026-05-01T13:00:00Z"), montreal)).toBe(`9${NBSP}h`);
    expect(formatTime("fr", "2026-05-01T04:00:00Z", montreal)).toBe(`0${NBSP}h`);
    expect(formatTime("fr", "2026-05-01T04:05:00Z", montreal)).toBe(`0${NBSP}h${NBSP}05`);
  });

  test("[I18N-7] English dates follow Canadian usage", () => {
    expect(formatDateTime("en", at, montreal)).toBe(`Saturday, March 14, 2026, 1:30${NBSP}p.m.`);
    expect(formatTime("en", "2026-05-01T04:00:00Z", montreal)).toBe(`12:00${NBSP}a.m.`);
    expect(formatTimeZone("en", at, montreal)).toBe("Eastern Time");
    expect(formatZonePlace("en", "Europe/Bucharest")).toBe("Romania");
    expect(formatZonePlace("en", montreal)).toBe("Eastern Time");
  });

  test("[I18N-7] durations are rounded down and say no unit that is zero", () => {
    expect(formatDuration("fr", 65 * 60_000)).toBe(`1${NBSP}h${NBSP}5${NBSP}min`);
    expect(formatDuration("en", 65 * 60_000)).toBe(`1${NBSP}h 5${NBSP}min`);
    expect(formatDuration("fr", 31.9 * 60_000)).toBe(`31${NBSP}min`);
    expect(formatDuration("fr", 138_000, "second")).toBe(`2${NBSP}min${NBSP}18${NBSP}s`);
    expect(formatDuration("fr", 0)).toBe(`0${NBSP}min`);
    expect(formatDuration("fr", -5, "second")).toBe(`0${NBSP}s`);
  });
});

test("[LOCK-3] no line of the record accuses anybody, in either language", () => {
  const accuses = /trich|fraud|suspec|suspic|soupçon|tentative|tent[éa]|interdit|infraction|coupable|illégal|cheat|guilty|violat|forbidden|attempt|offen[cs]e|illegal/i;
  for (const kind of observationKinds)
    for (const catalogue of [fr, en]) expect(catalogue[`record.kind.${kind}`]).not.toMatch(accuses);
});

test("[RES-20] the last day of the law’s two weeks is said as a day on which the result may still be sent", () => {
  for (const count of [1, 3])
    expect(translate("fr", "confirmation.firstDay", { count, date: "6 décembre 2026" })).toMatch(/ au plus tard le 6 décembre 2026\.$/u);
  expect(translate("fr", "confirmation.sendBy", { date: "6 décembre 2026" })).toBe("au plus tard le 6 décembre 2026");
  expect(translate("en", "confirmation.sendBy", { date: "December 6, 2026" })).toBe("no later than December 6, 2026");
});
