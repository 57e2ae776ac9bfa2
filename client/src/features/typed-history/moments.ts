interface Timed {
  readonly atMs: number;
}

/** Shorter than this, somebody only thinks of a word. */
const silenceMs = 30_000;

export interface Silence {
  readonly fromMs: number;
  readonly toMs: number;
}

/** When nothing was typed for half a minute or more. */
export function silencesOf(steps: readonly Timed[]): Silence[] {
  return steps.flatMap(({ atMs }, place) => {
    const fromMs = steps[place - 1]?.atMs ?? 0;
    return atMs - fromMs >= silenceMs ? [{ fromMs, toMs: atMs }] : [];
  });
}

const two = (value: number): string => String(value).padStart(2, "0");

/** «12:04», or «1:02:30» beyond the hour. */
export function clockOf(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
