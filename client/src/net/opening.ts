/** Where an answer is kept, and for how long once nothing shows it. */
export interface Opening {
  readonly queryKey: readonly unknown[];
  readonly gcTime?: number;
}

/** With the `id` of an opening the answer is of that opening alone: it is found again by no other, and forgotten with it. */
export const openingOf = (route: string, given: unknown, id?: string): Opening =>
  id === undefined ? { queryKey: [route, given] } : { queryKey: [route, given, id], gcTime: 0 };
