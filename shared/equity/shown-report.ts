import { equityLimits } from "../domain/equity/limits.ts";
import type { FormReliability } from "./item-comparison.ts";
import type { Comparison, PassComparison, Side } from "./mode-comparison.ts";
import type { ModeReport } from "./mode-report.ts";
import type { Passes, PassRatio } from "./pass-rates.ts";

/**
 * What leaves the server of the comparison of modes (EQ-11): nothing that says how fewer than ten people did, and nothing
 * from which it follows. How many they are is said.
 */
export const shownReport = (report: ModeReport) => ({
  ...report,
  comparisons: shownComparisons(report.comparisons),
  forms: report.forms.map(shownForm),
});

/** Null where too few people are behind it. */
export interface ShownPasses {
  readonly n: number;
  readonly passed: number | null;
}

export interface ShownComparison extends Omit<Comparison, "passes"> {
  readonly passes: Omit<PassComparison, "first" | "second"> & {
    readonly first: ShownPasses;
    readonly second: ShownPasses;
    readonly ratio: PassRatio | null;
  };
}

export function shownComparisons(all: readonly Comparison[]): ShownComparison[] {
  const areToolsHidden = doToolsTell(all);
  return all.map((one) => {
    if (one.subject === "EE_TOOL" && areToolsHidden) return withoutFigures(one);
    return { ...one, passes: shownPasses(one.passes) };
  });
}

const isFew = (n: number): boolean => n < equityLimits.shown;
const isSomebody = (n: number): boolean => n > 0 && isFew(n);

/**
 * The same texts are counted by mode and by tool, so that one group less the other gives the rest: who wrote by hand is
 * everybody less who typed, and who typed in person is who typed less who sat online.
 */
function doToolsTell(all: readonly Comparison[]): boolean {
  const [modes, tools] = (["EE", "EE_TOOL"] as const).map((subject) => all.find((one) => one.subject === subject));
  if (!modes || !tools) return false;
  const counts = [modes.first.n, modes.second.n, tools.first.n, tools.second.n];
  return [...counts, Math.abs(tools.first.n - modes.first.n)].some(isSomebody);
}

const countOnly = ({ n }: Side): Side => ({ n, mean: null, sd: null });
const passesCountOnly = ({ n }: Passes): ShownPasses => ({ n, passed: null });

const withoutFigures = (one: Comparison): ShownComparison => ({
  ...one,
  first: countOnly(one.first),
  second: countOnly(one.second),
  effect: null,
  equivalence: null,
  needed: null,
  power: null,
  passes: { ...one.passes, first: passesCountOnly(one.passes.first), second: passesCountOnly(one.passes.second), ratio: null },
});

function shownPasses({ first, second, ratio, ...rest }: PassComparison): ShownComparison["passes"] {
  const shown = ({ n, passed }: Passes): ShownPasses => ({ n, passed: isFew(n) ? null : passed });
  return { ...rest, first: shown(first), second: shown(second), ratio: isFew(Math.min(first.n, second.n)) ? null : ratio };
}

/** The variance of a question of few people gives how many of them had it right. */
const shownForm = (form: FormReliability) =>
  isFew(form.people) ? { ...form, itemVariances: [], totalVariance: null } : form;
