const dayMs = 86_400_000;

/**
 * How many texts a day keep every deadline: for each one, those due by then over the days that are left, the highest of
 * these numbers. A deadline that is past or due today counts as today.
 */
export function neededPerDay(dueAts: readonly Date[], now: Date): number {
  const sorted = dueAts.toSorted((a, b) => a.getTime() - b.getTime());
  return sorted.reduce((most, due, index) => {
    const days = Math.max(1, Math.floor((due.getTime() - now.getTime()) / dayMs));
    return Math.max(most, Math.ceil((index + 1) / days));
  }, 0);
}
