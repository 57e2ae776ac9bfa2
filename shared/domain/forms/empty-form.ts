import type { FormContent, FormKeys } from "./form-content.ts";

/** A form of which nothing is written yet. */
export function emptyForm(
  given: Pick<FormContent, "code" | "version" | "professionKey" | "profession" | "isPractice">,
): { readonly content: FormContent; readonly keys: FormKeys } {
  return {
    content: {
      ...given,
      title: "",
      situation: { title: "", paragraphs: [] },
      documents: [],
      items: [],
      discussion: { task: "", instructions: [], opening: "", closing: "", prompts: [] },
      writing: { task: "", recipient: "", instructions: [], minWords: 150, maxWords: 200 },
      interview: { opening: "", sections: [], newElements: [], closing: "" },
    },
    keys: {},
  };
}
