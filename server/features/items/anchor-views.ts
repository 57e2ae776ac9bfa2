import { wordsOfItem } from "#shared/domain/forms/anchors.ts";
import { formContent, formKeys } from "#shared/domain/forms/form-content.ts";
import { enoughPeople } from "#shared/domain/reading/item-statistics.ts";
import type { formItems } from "#shared/protocol/items.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";

type FormView = RouteAnswer<typeof formItems>["forms"][number];

/** The questions of a form, by id: their words, and whether they are marked as anchors there. */
export type Anchors = ReadonlyMap<string, { readonly words: string; readonly isAnchor: boolean }>;

export function anchorsOf(form: { readonly content: unknown; readonly keys: unknown }): Anchors {
  const keys = formKeys.parse(form.keys);
  return new Map(
    formContent
      .parse(form.content)
      .items.map((item) => [item.id, { words: wordsOfItem(item, keys[item.id]), isAnchor: item.isAnchor === true }]),
  );
}

/**
 * Beside each anchor, how the same question did in the other forms that hold it word for word. It is one question from the
 * first form that has it, although only a later one could say so.
 */
export function withAnchors(
  views: readonly FormView[],
  anchors: readonly Anchors[],
  /** Approved forms that nobody has sat yet: a mark made there counts, and there is nothing to compare with. */
  unsat: readonly (Pick<FormView, "formId" | "code" | "version"> & { readonly anchors: Anchors })[] = [],
): FormView[] {
  return views.map((view, place) => ({
    ...view,
    items: view.items.map((item) => {
      const own = anchors[place]?.get(item.itemId);
      const same = views.flatMap((form, other) => {
        const there = anchors[other]?.get(item.itemId);
        const found = form.items.find(({ itemId }) => itemId === item.itemId);
        return there && found && there.words === own?.words ? [{ form, found, isAnchor: there.isAnchor }] : [];
      });
      const waiting = unsat.filter((form) => own && form.anchors.get(item.itemId)?.words === own.words);
      const isMarked =
        same.some(({ isAnchor }) => isAnchor) ||
        waiting.some((form) => form.anchors.get(item.itemId)?.isAnchor === true);
      if (!isMarked) return item;
      const elsewhere = same
        .filter(({ form }) => form.formId !== view.formId)
        .map(({ form: { formId, code, version }, found: { people, difficulty } }) => ({
          formId,
          code,
          version,
          people,
          difficulty: people < enoughPeople ? null : difficulty,
        }));
      const notYet = waiting.map(({ formId, code, version }) => ({ formId, code, version, people: 0, difficulty: null }));
      const seenBy = same.reduce((sum, { found }) => sum + found.people, 0);
      return { ...item, anchor: { seenBy, elsewhere: [...elsewhere, ...notYet] } };
    }),
  }));
}
