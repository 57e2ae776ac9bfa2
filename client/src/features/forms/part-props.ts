import type { Written } from "./use-form-draft.ts";

/** Each part of the editor shows the whole that is written and gives back the whole. */
export interface PartProps {
  readonly written: Written;
  readonly onChange: (next: Written) => void;
}
