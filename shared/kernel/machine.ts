/**
 * A state machine is a table: states × events → next state. A pair that is not in the table is refused. Both sides
 * import the same table, so that the interface offers exactly what the server allows.
 */
export type Machine<S extends string, E extends string> = { readonly [state in S]: { readonly [event in E]?: S } };

export function defineMachine<S extends string, E extends string>(table: Machine<S, E>): Machine<S, E> {
  return table;
}

/** The next state, or `undefined` when the machine does not know `event` in `state`. */
export function step<S extends string, E extends string>(machine: Machine<S, E>, state: S, event: E): S | undefined {
  return machine[state][event];
}

/** The states from which `event` is allowed. */
export function statesAllowing<S extends string, E extends string>(machine: Machine<S, E>, event: E): S[] {
  // Object.keys loses the key type; the table's own type guarantees it.
  return (Object.keys(machine) as S[]).filter((state) => machine[state][event] !== undefined);
}
