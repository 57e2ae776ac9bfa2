/**
 * Lets look-ups that are asked for at the same time share one query. Nothing is remembered: every question is answered
 * by a query that began after it was asked.
 */
export function gather<Key, Value>(
  load: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
): (key: Key) => Promise<Value | undefined> {
  let asked: Key[] = [];
  let next: Promise<ReadonlyMap<Key, Value>> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const loadAll = async (before: Promise<unknown>): Promise<ReadonlyMap<Key, Value>> => {
    // While one query is on its way, the next one gathers.
    await before.catch(() => undefined);
    await turn();
    const keys = [...new Set(asked)];
    asked = [];
    next = undefined;
    return load(keys);
  };

  return async (key) => {
    asked.push(key);
    next ??= last = loadAll(last);
    return (await next).get(key);
  };
}
