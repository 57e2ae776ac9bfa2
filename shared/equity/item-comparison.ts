import { equityLimits } from "../domain/equity/limits.ts";
import type { Standing } from "../domain/equity/standing.ts";
import { difGate, mantelHaenszel, type DifGate, type ItemFunctioning, type Stratum } from "./mantel-haenszel.ts";
import type { Mode } from "./mode-comparison.ts";
import { reliabilityOf, type Reliability } from "./reliability.ts";

/** Questions and whole forms, in both modes. */

/** Of one question of one form: people of a mode with the same score of the reading, who got all its points or not. */
export interface ItemCell {
  readonly formId: string;
  readonly itemId: string;
  readonly mode: Mode;
  /** Points of the whole reading: who had the same is compared. */
  readonly total: number;
  readonly right: number;
  readonly wrong: number;
}

export interface ItemComparison {
  readonly id: string;
  readonly formId: string;
  readonly itemId: string;
  readonly online: number;
  readonly inPerson: number;
  readonly gate: DifGate;
  readonly functioning: ItemFunctioning | null;
  /** What it is computed from; empty where nothing is said. */
  readonly strata: readonly Stratum[];
  readonly standing: Standing;
}

export function compareItems(cells: readonly ItemCell[]): ItemComparison[] {
  const items = Map.groupBy(cells, ({ formId, itemId }) => `${formId}.${itemId}`);
  return [...items].flatMap(([key, own]) => {
    const [first] = own;
    if (!first) return [];
    const strata = [...Map.groupBy(own, ({ total }) => total).values()].map(stratumOf);
    const gate = difGate(strata);
    const functioning = (gate !== "INSUFFICIENT" && mantelHaenszel(strata)) || null;
    return [
      {
        id: `dif.${key}`,
        formId: first.formId,
        itemId: first.itemId,
        online: strata.reduce((sum, { c, d }) => sum + c + d, 0),
        inPerson: strata.reduce((sum, { a, b }) => sum + a + b, 0),
        gate,
        functioning,
        strata: functioning ? strata : [],
        standing: itemStanding(gate, functioning),
      },
    ];
  });
}

function stratumOf(cells: readonly ItemCell[]): Stratum {
  const of = (mode: Mode) => cells.find((cell) => cell.mode === mode);
  const [inPerson, online] = [of("IN_PERSON"), of("ONLINE")];
  return { a: inPerson?.right ?? 0, b: inPerson?.wrong ?? 0, c: online?.right ?? 0, d: online?.wrong ?? 0 };
}

/** Of class C a question is looked at; of A and B it stays, as the practice of ETS has it. */
function itemStanding(gate: DifGate, functioning: ItemFunctioning | null): Standing {
  if (gate === "INSUFFICIENT" || !functioning) return "INSUFFICIENT";
  if (gate === "EXPLORATORY") return "EXPLORATORY";
  return functioning.etsClass === "C" ? "EXAMINE" : "FINE";
}

/**
 * One form’s reading. A question’s place stands for it: about a partial document everybody answers other questions, of the
 * same types and points.
 */
export interface FormSpread {
  readonly formId: string;
  readonly people: number;
  /** Points of the whole reading. */
  readonly most: number;
  /** Over n: of each place, and of the totals. */
  readonly itemVariances: readonly number[];
  readonly totalVariance: number;
}

export interface FormReliability extends FormSpread {
  readonly id: string;
  readonly reliability: Reliability | null;
  /** The error of measurement on the scale of 0 to 100. */
  readonly semPercent: number | null;
  readonly standing: Standing;
}

export const compareForms = (forms: readonly FormSpread[]): FormReliability[] =>
  forms.map((form) => {
    const isEnough = form.people >= equityLimits.people;
    const reliability = (isEnough && reliabilityOf(form.itemVariances, form.totalVariance)) || null;
    return {
      ...form,
      id: `reliability.${form.formId}`,
      reliability,
      semPercent: reliability && form.most > 0 ? (100 * reliability.sem) / form.most : null,
      standing: reliability ? "FINE" : "INSUFFICIENT",
    };
  });
