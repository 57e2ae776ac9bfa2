import type { Counted } from "./marking-comparison.ts";
import type { Comparison } from "./mode-comparison.ts";
import type { ModeReport } from "./mode-report.ts";
import { hiddenGroups, leastForShare, publishedCounts, publishedPercent } from "./suppression.ts";

/**
 * The comparison of modes as open data: one value a row, French as the public portal’s other files are, and «—» for what
 * could tell of somebody.
 */
export type PublishedRow = readonly [from: string, to: string, indicator: string, subject: string, group: string, value: string];

export const hiddenValue = "—";
const header: PublishedRow = ["debut", "fin", "indicateur", "sujet", "groupe", "valeur"];

const standingWords = {
  EQUIVALENT: "équivalents",
  EXAMINE: "écart à examiner",
  NOT_SHOWN: "équivalence non démontrée",
  INSUFFICIENT: "données insuffisantes",
  EXPLORATORY: "exploratoire",
  FINE: "dans les limites",
} as const;

const decimals = (value: number | null | undefined, places: number): string =>
  value === null || value === undefined ? hiddenValue : value.toFixed(places);
const whole = (value: number | null | undefined): string => decimals(value, 0);

export function publishedTable(report: ModeReport, { from, to }: { readonly from: string; readonly to: string }): PublishedRow[] {
  const rows = [
    ...report.comparisons.flatMap((one) => comparisonRows(one, report)),
    ...report.agreement.flatMap(({ unit, kappa, standing }): Row[] => [
      ["kappa_pondere", unit, "ensemble", decimals(kappa, 3)],
      ["statut_accord", unit, "ensemble", standingWords[standing]],
    ]),
    ...[...report.thirdMarks, report.reviews, report.completion].flatMap(countedRows),
    ...(["A", "B", "C"] as const).map((own): Row => {
      const ofClass = report.items.filter(({ standing, functioning }) => isConcluded(standing) && functioning?.etsClass === own);
      return ["questions", `classe_${own}`, "ensemble", String(ofClass.length)];
    }),
    ["questions", "sans_conclusion", "ensemble", String(report.items.filter(({ standing }) => !isConcluded(standing)).length)] as const,
  ];
  return [header, ...rows.map((row): PublishedRow => [from, to, ...row])];
}

type Row = readonly [indicator: string, subject: string, group: string, value: string];

const isConcluded = (standing: string): boolean => standing === "FINE" || standing === "EXAMINE";

/** Which groups of a comparison may not be published. */
function hiddenIn(one: Comparison, report: ModeReport): ReadonlySet<number> {
  if (one.subject !== "EE_TOOL") return hiddenGroups([one.first.n, one.second.n]);
  // Who typed in person follows from the count of those who typed and of those who sat online.
  const online = report.comparisons.find(({ subject }) => subject === "EE")?.first.n ?? 0;
  const hidden = hiddenGroups([online, Math.max(0, one.first.n - online), one.second.n]);
  return hidden.size > 0 && one.first.n !== online ? new Set([0, 1]) : hiddenGroups([one.first.n, one.second.n]);
}

function comparisonRows(one: Comparison, report: ModeReport): Row[] {
  const groups = one.subject === "EE_TOOL" ? ["clavier", "manuscrit"] : ["en_ligne", "en_presence"];
  const subject = one.subject === "ALL" ? "ensemble" : one.subject === "EE_TOOL" ? "EE_outil" : one.subject;
  const hidden = hiddenIn(one, report);
  const counts = publishedCounts([one.first.n, one.second.n]);
  const sides = [one.first, one.second].flatMap((side, place): Row[] => {
    const group = groups[place] ?? "";
    const isHidden = hidden.has(place);
    const { passed, n } = place === 0 ? one.passes.first : one.passes.second;
    return [
      ["effectif", subject, group, isHidden ? hiddenValue : whole(counts[place])],
      ["moyenne", subject, group, isHidden ? hiddenValue : decimals(side.mean, 1)],
      ["ecart_type", subject, group, isHidden ? hiddenValue : decimals(side.sd, 1)],
      ["taux_reussite_pourcent", subject, group, isHidden ? hiddenValue : whole(publishedPercent(passed, n))],
    ];
  });
  const isTold = hidden.size === 0 && Math.min(one.first.n, one.second.n) >= leastForShare;
  const { equivalence, effect } = one;
  const told = (value: string): string => (isTold ? value : hiddenValue);
  // A ratio and one rate give the other: it is published where both are.
  const areRatesTold = [one.passes.first, one.passes.second].every(({ passed, n }) => publishedPercent(passed, n) !== null);
  return [
    ...sides,
    ["ecart_moyennes", subject, "ensemble", told(decimals(equivalence?.difference, 1))],
    ["ic90_bas", subject, "ensemble", told(decimals(equivalence?.interval90.low, 1))],
    ["ic90_haut", subject, "ensemble", told(decimals(equivalence?.interval90.high, 1))],
    ["g_de_hedges", subject, "ensemble", told(decimals(effect?.g, 2))],
    ["rapport_taux_reussite", subject, "ensemble", areRatesTold ? told(decimals(one.passes.ratio?.ratio, 2)) : hiddenValue],
    ["statut", subject, "ensemble", standingWords[one.standing]],
  ];
}

const countedNames: Readonly<Record<string, string>> = {
  reviews: "revisions_rehaussees_pourcent",
  completion: "examens_menes_a_terme_pourcent",
};

function countedRows({ id, online, inPerson, standing }: Counted): Row[] {
  const [name, subject] = id.startsWith("third.")
    ? ["troisieme_correction_pourcent", id.slice("third.".length)]
    : [countedNames[id] ?? id, "ensemble"];
  const hidden = hiddenGroups([online.of, inPerson.of]);
  const share = ({ of, count }: typeof online, place: number): string =>
    hidden.has(place) ? hiddenValue : whole(publishedPercent(count, of));
  return [
    [name, subject, "en_ligne", share(online, 0)],
    [name, subject, "en_presence", share(inPerson, 1)],
    [`statut_${name.replace("_pourcent", "")}`, subject, "ensemble", standingWords[standing]],
  ];
}
