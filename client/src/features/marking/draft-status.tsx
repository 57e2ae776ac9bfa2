import type { ReactNode } from "react";
import type { TextDraft } from "#shared/domain/marking/merge-drafts.ts";
import type { Moment } from "#shared/domain/marking/moments.ts";
import { useT } from "#client/app/i18n.tsx";
import { SaveStatus, type SaveState } from "#client/ui/save-status.tsx";
import type { RubricDraft } from "./rubric.tsx";

/** Silent until something has been entered: a draft that does not exist cannot have been saved. */
export function DraftStatus({
  state,
  drafts,
}: {
  readonly state: SaveState;
  readonly drafts: readonly (RubricDraft & Partial<TextDraft> & { readonly moments?: readonly Moment[] })[];
}): ReactNode {
  const t = useT();
  const isEmpty = drafts.every(
    ({ bands, comments, criterionComments = [], annotations = [], moments = [] }) =>
      [comments, ...criterionComments].every((comment) => comment === "") &&
      annotations.length === 0 &&
      moments.length === 0 &&
      bands.every((band) => band === null),
  );
  if (state === "saved" && isEmpty) return null;
  const words = state === "failed" ? "common.saveFailed" : state === "saving" ? "common.saving" : "marking.draftSaved";
  return <SaveStatus state={state}>{t(words)}</SaveStatus>;
}
