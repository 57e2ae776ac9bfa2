/**
 * A microphone that is open and gives nothing but digital silence: its own button has closed it without a word to the
 * browser, since whatever hears gives a little noise. It is noticed by its silence alone, and only after it has been heard.
 * Some microphones fall silent by themselves between two sentences (a noise gate) and must not alarm over and over: a
 * silence is believed at once as long as few have ended by themselves, and afterwards when it lasts twice as long as the
 * longest of those.
 */

export const soundlessRules = {
  /** Two looks of a second that were silent from end to end, either of which may come early: three seconds at most. */
  toldAfterMs: 1_500,
  /** How many silences may end before the next one has to be longer than they were. */
  believedReturns: 3,
  longerThanLongest: 2,
} as const;

/** What is remembered of one microphone; another one begins as `unheard`. */
export interface Sounding {
  readonly hasSounded: boolean;
  /** How long the silence has lasted that is on; 0 while there is sound. */
  readonly silentMs: number;
  /** Silences of a whole look that ended by themselves, and the longest of them. */
  readonly returns: number;
  readonly longestMs: number;
}
export const unheard: Sounding = { hasSounded: false, silentMs: 0, returns: 0, longestMs: 0 };

/** Takes in one look at an open microphone: whether it gave any sound in these milliseconds. */
export function hearSounding({ hasSounded, silentMs, returns, longestMs }: Sounding, isSound: boolean, ms: number): Sounding {
  if (!isSound) return { hasSounded, silentMs: silentMs + ms, returns, longestMs };
  const isReturn = hasSounded && silentMs > 0;
  return { hasSounded: true, silentMs: 0, returns: returns + (isReturn ? 1 : 0), longestMs: isReturn ? Math.max(longestMs, silentMs) : longestMs };
}

/** Closed by its person, or not sent: that silence says nothing, and is none that ended by itself. */
export const closeSounding = (sounding: Sounding): Sounding => ({ ...sounding, silentMs: 0 });

export function isSoundless({ hasSounded, silentMs, returns, longestMs }: Sounding): boolean {
  const { toldAfterMs, believedReturns, longerThanLongest } = soundlessRules;
  const neededMs = returns < believedReturns ? toldAfterMs : Math.max(toldAfterMs, longerThanLongest * longestMs);
  return hasSounded && silentMs >= neededMs;
}
