import { wordsOfItem } from "#shared/domain/forms/anchors.ts";
import { formContent, formKeys, itemsFor } from "#shared/domain/forms/form-content.ts";
import { enoughPeople } from "#shared/domain/reading/item-statistics.ts";
import type { formItems } from "#shared/protocol/items.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";

type FormView = RouteAnswer<typeof formItems>["forms"][number];

/** The questions of a form, by id: their words, whether they are marked as anchors there, and how many had them before them. */
export type Anchors = ReadonlyMap<string, { readonly words: string; readonly isAnchor: boolean; readonly seenBy: number }>;

/** By document of a form, how many opened the reading about it. */
export type Readers = ReadonlyMap<string, number>;

export function anchorsOf(form: { readonly content: unknown; readonly keys: unknown }, readers: Readers = new Map()): Anchors {
  const content = formContent.parse(form.content);
  const keys = formKeys.parse(form.keys);
  const shown = [...readers].flatMap(([documentId, people]) => itemsFor(content, documentId).map(({ id }) => ({ id, people })));
  return new Map(
    content.items.map((item) => {
      const seenBy = shown.reduce((sum, { id, people }) => (id === item.id ? sum + people : sum), 0);
      return [item.id, { words: wordsOfItem(item, keys[item.id]), isAnchor: item.isAnchor === true, seenBy }];
    }),
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
        return there && found && there.words === own?.words ? [{ form, found, ...there }] : [];
      });
      const waiting = unsat.flatMap((form) => {
        const there = form.anchors.get(item.itemId);
        return there && there.words === own?.words ? [{ form, ...there }] : [];
      });
      const everywhere = [...same, ...waiting];
      if (!everywhere.some(({ isAnchor }) => isAnchor)) return item;
      const elsewhere = same
        .filter(({ form }) => form.formId !== view.formId)
        .map(({ form: { formId, code, version }, found: { people, difficulty } }) => ({
          formId,
          code,
          version,
          people,
          difficulty: people < enoughPeople ? null : difficulty,
        }));
      const notYet = waiting.map(({ form: { formId, code, version } }) => ({ formId, code, version, people: 0, difficulty: null }));
      const seenBy = everywhere.reduce((sum, there) => sum + there.seenBy, 0);
      return { ...item, anchor: { seenBy, elsewhere: [...elsewhere, ...notYet] } };
    }),
  }));
}
