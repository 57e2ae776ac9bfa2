/**
 * What is marked: a unit is one activity judged for one competency. The names are those of the scoring model; they are
 * written again here because the browser never loads it, and a test keeps both lists equal.
 */
export const unitIds = ["writing.EE", "discussion.CO", "discussion.EO", "interview.CO", "interview.EO"] as const;
export type UnitId = (typeof unitIds)[number];

export const criteria = ["E1", "E2", "E3", "E4", "E5", "L1", "L2", "O1", "O2", "O3", "O4", "O5"] as const;
export type Criterion = (typeof criteria)[number];

/** The criteria of each unit, in the order of a mark's bands. */
export const criteriaOf: { readonly [unit in UnitId]: readonly Criterion[] } = {
  "writing.EE": ["E1", "E2", "E3", "E4", "E5"],
  "discussion.CO": ["L1", "L2"],
  "discussion.EO": ["O1", "O2", "O3", "O4"],
  "interview.CO": ["L1", "L2"],
  "interview.EO": ["O5", "O2", "O3", "O4"],
};

/** Bands are whole numbers; 0 says that there is nothing to judge, 3 is the level that the profession expects. */
export const bands = [0, 1, 2, 3, 4, 5] as const;
export type Band = (typeof bands)[number];
export const expectedBand: Band = 3;

export const textUnit = "writing.EE" as const satisfies UnitId;

/** The activities that advisers mark live. */
export const oralActivities = ["DISCUSSION", "INTERVIEW"] as const;
export type OralActivity = (typeof oralActivities)[number];

/** An adviser judges what a person understands and what they say together, then locks both. */
export const unitsOf: { readonly [activity in OralActivity]: readonly UnitId[] } = {
  DISCUSSION: ["discussion.CO", "discussion.EO"],
  INTERVIEW: ["interview.CO", "interview.EO"],
};

export const oralActivityOf = (unit: UnitId): OralActivity | undefined =>
  oralActivities.find((activity) => unitsOf[activity].includes(unit));

/** True when every criterion of the unit has a band. */
export function isComplete(unit: UnitId, given: readonly (Band | null)[]): given is readonly Band[] {
  return given.length === criteriaOf[unit].length && given.every((band) => band !== null);
}
