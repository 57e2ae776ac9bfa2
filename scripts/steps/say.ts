/** One step of a script: it either answers what it did, in a few words, or throws why it could not. */
export async function step<T>(title: string, work: () => Promise<T>, outcome?: (result: T) => string): Promise<T> {
  const began = performance.now();
  const result = await work();
  const note = outcome?.(result) ?? "";
  console.log(`✓ ${title}${note === "" ? "" : `: ${note}`} (${seconds(performance.now() - began)})`);
  return result;
}

/** A line about work that is still going on. */
export function note(text: string): void {
  console.log(`  ${text}`);
}

export function seconds(ms: number): string {
  return ms < 60_000
    ? `${(ms / 1000).toFixed(1)} s`
    : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** A failure that the operator can mend; its message says how, so no stack is shown. */
export class Remediable extends Error {}
