/** What an adviser is about to do, while a dialog asks for the rest. Null for a sitting means everybody. */
export type Act =
  | { readonly kind: "credit"; readonly sittingId: string | null }
  | { readonly kind: "pause"; readonly sittingId: string | null }
  | { readonly kind: "note"; readonly sittingId: string }
  | { readonly kind: "end"; readonly sittingId: string }
  | { readonly kind: "absent"; readonly sittingId: string }
  | { readonly kind: "postpone"; readonly sittingId: string }
  | { readonly kind: "identity"; readonly sittingId: string }
  | { readonly kind: "close" };
