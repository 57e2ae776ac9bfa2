/** How long the staff's answers were waited for: from the first message that nobody had answered to the answer. */

export interface Said {
  readonly isFromCandidate: boolean;
  readonly createdAtMs: number;
}

/** Beside each message, in order of time: the seconds waited for it, null where nobody waited. */
export function waitedSeconds(messages: readonly Said[]): (number | null)[] {
  let waitingSinceMs: number | null = null;
  return messages.map(({ isFromCandidate, createdAtMs }) => {
    if (isFromCandidate) {
      waitingSinceMs ??= createdAtMs;
      return null;
    }
    const waited = waitingSinceMs === null ? null : Math.max(0, Math.round((createdAtMs - waitingSinceMs) / 1000));
    waitingSinceMs = null;
    return waited;
  });
}
