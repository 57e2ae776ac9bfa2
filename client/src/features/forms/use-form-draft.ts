import { useRef, useState } from "react";
import type { FormContent, FormKeys } from "#shared/domain/forms/form-content.ts";
import { formDraft, saveDraft } from "#shared/protocol/forms.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { call, CallError } from "#client/net/http.ts";
import { useDraftSaving } from "#client/net/use-draft-saving.ts";
import type { SaveState } from "#client/ui/save-status.tsx";

export interface Written {
  readonly content: FormContent;
  readonly keys: FormKeys;
}
export type FormDraftView = RouteAnswer<typeof formDraft>;

/** Somebody else saved meanwhile, or the draft was submitted or closed: a person has to see it before anything goes on. */
export type Conflict = "SAVED_BY_OTHER" | "STANDS_STILL";

export interface FormDraft {
  readonly written: Written;
  readonly revision: () => number;
  readonly change: (next: Written) => void;
  /** Another number after what is shown came from elsewhere: fields begin anew with it. */
  readonly epoch: number;
  /** Shows what was not typed here: the fields begin anew with it, and it is saved. */
  readonly replace: (next: Written) => void;
  readonly state: SaveState;
  readonly flush: () => Promise<void>;
  readonly conflict: Conflict | undefined;
  readonly keepMine: () => Promise<void>;
  readonly takeTheirs: () => Promise<void>;
}

const conflictOf = (error: unknown): Conflict | undefined => {
  if (!(error instanceof CallError)) return undefined;
  if (error.code === "STATE_CHANGED") return "SAVED_BY_OTHER";
  return error.code === "NOT_ALLOWED_NOW" ? "STANDS_STILL" : undefined;
};

/** A form while it is written: saved as one writes, and what is on the page is never lost to what others saved. */
export function useFormDraft(view: FormDraftView): FormDraft {
  const { draftId } = view;
  const params = { draftId };
  const [written, setWritten] = useState<Written>({ content: view.content, keys: view.keys });
  const [epoch, setEpoch] = useState(0);
  const [conflict, setConflict] = useState<Conflict>();
  const shown = useRef(written);
  const revision = useRef(view.revision);
  const isStopped = useRef(false);

  const saving = useDraftSaving<Written>(async (draft) => {
    // Until the person has chosen, nothing is asked again.
    if (isStopped.current) throw new Error("The draft waits for a choice.");
    try {
      const saved = await call(saveDraft, { params, body: { revision: revision.current, ...draft } });
      revision.current = saved.revision;
    } catch (error) {
      const found = conflictOf(error);
      isStopped.current = found !== undefined;
      setConflict(found);
      throw error;
    }
  });
  const show = (next: Written): void => {
    shown.current = next;
    setWritten(next);
  };
  const change = (next: Written): void => {
    show(next);
    saving.keep(next);
  };
  const resume = (known: number): void => {
    revision.current = known;
    isStopped.current = false;
    setConflict(undefined);
  };
  const renew = (next: Written): void => {
    change(next);
    setEpoch((count) => count + 1);
  };

  return {
    written,
    revision: () => revision.current,
    change,
    epoch,
    replace: renew,
    state: saving.state,
    flush: saving.flush,
    conflict,
    keepMine: async () => {
      const theirs = await call(formDraft, { params });
      resume(theirs.revision);
      change(shown.current);
    },
    takeTheirs: async () => {
      const theirs = await call(formDraft, { params });
      resume(theirs.revision);
      renew({ content: theirs.content, keys: theirs.keys });
    },
  };
}
