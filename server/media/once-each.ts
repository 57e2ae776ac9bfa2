/** True for a name once in so long. Only names of that long are kept. */
export function createOnceEach(seconds: number, nowMs: () => number): (name: string) => boolean {
  // In the order of time, since a name is put back behind the others.
  const saidAtMs = new Map<string, number>();
  return (name) => {
    const now = nowMs();
    for (const [said, atMs] of saidAtMs) {
      if (now - atMs < seconds * 1000) break;
      saidAtMs.delete(said);
    }
    if (saidAtMs.has(name)) return false;
    saidAtMs.set(name, now);
    return true;
  };
}
