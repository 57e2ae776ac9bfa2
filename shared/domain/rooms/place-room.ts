/** A media node as the directory knows it. */
export interface NodeFact {
  /** People that it takes at once. */
  readonly capacity: number;
  /** Seats of the rooms that live on it. */
  readonly seats: number;
  /** How busy its busiest worker is, 0 to 1. */
  readonly load: number;
}

/** Above this a node is given nothing more, whatever its seats say: its people come first. */
const busy = 0.85;

/** The node with the largest share of its seats free, among those where the whole room fits. */
export function chooseNode<N extends NodeFact>(nodes: readonly N[], seats: number): N | undefined {
  const free = ({ capacity, seats: taken }: NodeFact): number => (capacity - taken) / capacity;
  return nodes
    .filter((node) => node.capacity - node.seats >= seats && node.load < busy)
    .toSorted((a, b) => free(b) - free(a) || a.load - b.load)[0];
}
