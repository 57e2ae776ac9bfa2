import { anchorStands, type ApprovedItems } from "./anchors.ts";
import type { FormContent, FormKeys } from "./form-content.ts";
import type { FormFault } from "./form-fault.ts";
import { repeated } from "./text-measures.ts";

/** FORM-3, FORM-25. */
export function idFaults(
  content: FormContent,
  keys: FormKeys,
  takenIds: ReadonlySet<string>,
  approved: ApprovedItems,
): FormFault[] {
  const ids = partIds(content);
  const anchors = content.items.map((item) => anchorStands(item, keys[item.id], approved));
  // Everybody may read the practice case: no question of the exam stands in it.
  const same = content.isPractice ? [] : content.items.filter((_item, index) => anchors[index] === "SAME");
  const shared = new Set(same.map(({ id }) => id));
  return [...new Set(repeated(ids))]
    .map((words): FormFault => ({ code: "ID_REPEATED", part: "GENERAL", words }))
    .concat(
      ids
        .filter((one) => takenIds.has(one) && !shared.has(one))
        .map((words): FormFault => ({ code: "ID_TAKEN", part: "GENERAL", words })),
      anchors.flatMap((stands, index): FormFault[] =>
        stands === "CHANGED" ? [{ code: "ANCHOR_CHANGED", part: "ITEM", number: index + 1 }] : [],
      ),
    );
}

/** The ids of everything that is asked for by its id, once each. */
export function partIds(content: Pick<FormContent, "documents" | "items" | "discussion" | "interview">): string[] {
  return [
    ...content.documents,
    ...content.items,
    ...content.discussion.prompts,
    ...content.interview.sections,
    ...content.interview.sections.flatMap((section) => section.prompts),
    ...content.interview.newElements,
  ].map((entry) => entry.id);
}
