/** What an adviser is about to do, while a dialog asks for the rest. Null for the people means everybody. */
export type Act =
  | { readonly kind: "credit"; readonly sittingIds: readonly string[] | null }
  | { readonly kind: "pause"; readonly sittingIds: readonly string[] }
  | { readonly kind: "broadcast"; readonly sittingIds: readonly string[] | null }
  | { readonly kind: "observation"; readonly sittingId: string }
  | { readonly kind: "note"; readonly sittingId: string }
  | { readonly kind: "end"; readonly sittingId: string }
  | { readonly kind: "absent"; readonly sittingId: string }
  | { readonly kind: "postpone"; readonly sittingId: string }
  | { readonly kind: "identity"; readonly sittingId: string }
  | { readonly kind: "recheck"; readonly sittingId: string }
  | { readonly kind: "hold" }
  | { readonly kind: "close" }
  | { readonly kind: "shortcuts" };
