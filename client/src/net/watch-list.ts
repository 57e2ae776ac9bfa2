/**
 * Which queries follow which topics: one entry for each component that shows them. Kept beside the queries and not in
 * them, so that a second component, which follows less, never cuts a query off from its hints.
 */
export class WatchList {
  private readonly hashes = new Map<string, readonly string[]>();

  /** True when the topic was followed by nobody before. */
  add(topic: string, queryHash: string): boolean {
    const known = this.hashes.get(topic) ?? [];
    this.hashes.set(topic, [...known, queryHash]);
    return known.length === 0;
  }

  /** True when nobody follows the topic any more. */
  remove(topic: string, queryHash: string): boolean {
    const known = this.hashes.get(topic) ?? [];
    const place = known.indexOf(queryHash);
    const left = place === -1 ? known : known.toSpliced(place, 1);
    if (left.length > 0) this.hashes.set(topic, left);
    else this.hashes.delete(topic);
    return left.length === 0;
  }

  topics(): string[] {
    return [...this.hashes.keys()];
  }

  /** The queries that follow one of these topics. */
  following(topics: readonly string[]): ReadonlySet<string> {
    return new Set(topics.flatMap((topic) => this.hashes.get(topic) ?? []));
  }
}
