/** A person who may mark, and how many tasks wait for them already. */
export interface RaterFact {
  readonly raterId: string;
  readonly openTasks: number;
}

/** Who may not mark this text, and why: each set holds account ids. */
export interface AllotmentConstraints {
  /** Met the person: advisers of the session, whoever looked at the identity document, whoever helped. */
  readonly hasMet: ReadonlySet<string>;
  /** Typed what the person wrote by hand, or saw the pages. */
  readonly hasTyped: ReadonlySet<string>;
  /** Was asked before, whether they marked or stepped back. */
  readonly wasAsked: ReadonlySet<string>;
}

/**
 * Chooses a marker: never one whom a constraint names, the least loaded of the others, and by lot among equals, so
 * that nobody can foresee who marks whom. Undefined when nobody is left. `random` gives a number in [0, 1).
 */
export function allot(
  raters: readonly RaterFact[],
  constraints: AllotmentConstraints,
  random: () => number,
): string | undefined {
  const free = raters.filter(
    ({ raterId }) =>
      !constraints.hasMet.has(raterId) && !constraints.hasTyped.has(raterId) && !constraints.wasAsked.has(raterId),
  );
  const least = Math.min(...free.map(({ openTasks }) => openTasks));
  const equals = free
    .filter(({ openTasks }) => openTasks === least)
    .toSorted((a, b) => (a.raterId < b.raterId ? -1 : 1));
  return equals[Math.floor(random() * equals.length)]?.raterId;
}
