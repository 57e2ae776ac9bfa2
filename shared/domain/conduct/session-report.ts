import type { Activity } from "../sitting/run-machine.ts";

/** What the report of a session adds up, for its group; pure, so that a signed report can be added up again. */

export const logKinds = ["NOTE", "HANDOVER"] as const;
export type LogKind = (typeof logKinds)[number];

/** Why something is to be sat again: one activity lost, or another session altogether. */
export const resitCauses = ["ACTIVITY_LOST", "OTHER_SESSION"] as const;
export interface Resit {
  readonly activity: Activity | null;
  readonly cause: (typeof resitCauses)[number];
}

/** An activity that was lost is sat again; whoever is to choose another session sits everything again, said once. */
export function resitsOf(sitting: {
  readonly lostActivities: readonly Activity[];
  readonly isReleased: boolean;
}): Resit[] {
  if (sitting.isReleased) return [{ activity: null, cause: "OTHER_SESSION" }];
  return sitting.lostActivities.map((activity) => ({ activity, cause: "ACTIVITY_LOST" }));
}

interface ReportPerson {
  readonly incidents: readonly unknown[];
  readonly credits: readonly { readonly seconds: number }[];
  readonly rechecks: readonly unknown[];
  readonly resits: readonly unknown[];
}

export interface ReportTotals {
  readonly people: number;
  readonly incidents: number;
  readonly creditSeconds: number;
  readonly rechecks: number;
  readonly resits: number;
}

export function totalsOf(people: readonly ReportPerson[]): ReportTotals {
  const sum = (count: (person: ReportPerson) => number): number => people.reduce((all, person) => all + count(person), 0);
  return {
    people: people.length,
    incidents: sum(({ incidents }) => incidents.length),
    creditSeconds: sum(({ credits }) => credits.reduce((all, { seconds }) => all + seconds, 0)),
    rechecks: sum(({ rechecks }) => rechecks.length),
    resits: sum(({ resits }) => resits.length),
  };
}
