import { useEffect, useRef, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { inOrder, mergeDrafts, type TextDraft } from "#shared/domain/marking/merge-drafts.ts";
import { markingScript, saveMarkDraft, type BlindScriptView, type GivenMark } from "#shared/protocol/marking.ts";
import { call } from "#client/net/http.ts";
import type { SaveState } from "#client/ui/save-status.tsx";
import { useJoinedDraft } from "./use-joined-draft.ts";

/**
 * The draft of one text: saved as it is given. When another page of the same marker has changed it, both are joined
 * and the marker is told.
 */
export function useTextDraft(
  taskId: string,
  script: BlindScriptView,
): {
  readonly draft: TextDraft;
  readonly change: (next: TextDraft) => void;
  readonly state: SaveState;
  /** Saves what is not saved yet; true when another page's draft was joined on the way, which a person has to see. */
  readonly flush: () => Promise<boolean>;
  /** Fetches what the other page kept and joins it. */
  readonly join: () => Promise<void>;
  readonly wasJoined: boolean;
  /** The text was taken back while it was open: nothing of it is kept any more. */
  readonly wasWithdrawn: boolean;
  /** What is handed in: the draft, and the revision that this page knows. */
  readonly given: () => GivenMark;
} {
  const queries = useQueryClient();
  const [draft, setDraft] = useState<TextDraft>(script.draft);
  const [wasWithdrawn, setWithdrawn] = useState(false);
  const shown = useRef<TextDraft>(script.draft);
  const base = useRef<{ readonly draft: TextDraft; readonly revision: number }>({
    draft: script.draft,
    revision: script.draft.revision,
  });

  const show = (next: TextDraft): void => {
    shown.current = next;
    setDraft(next);
  };
  const body = (given: TextDraft): GivenMark => ({
    bands: [...given.bands],
    comments: given.comments,
    criterionComments: [...given.criterionComments],
    annotations: inOrder(given.annotations),
    revision: base.current.revision,
  });
  const send = async (): Promise<void> => {
    const given = shown.current;
    const { revision } = await call(saveMarkDraft, { params: { taskId }, body: body(given) });
    base.current = { draft: given, revision };
  };
  const merge = async (): Promise<void> => {
    const { draft: theirs } = await call(markingScript, { params: { taskId } });
    show(mergeDrafts(base.current.draft, shown.current, theirs));
    base.current = { draft: theirs, revision: theirs.revision };
  };
  const { keep, ...saving } = useJoinedDraft<TextDraft>({ send, merge, onWithdrawn: () => setWithdrawn(true) });

  // A page that comes back to this text starts from what the server holds, never from what it remembers.
  useEffect(
    () => () => queries.removeQueries({ queryKey: [markingScript.name, { params: { taskId } }] }),
    [queries, taskId],
  );

  return {
    draft,
    change: (next) => {
      show(next);
      keep(next);
    },
    ...saving,
    wasWithdrawn,
    given: () => body(shown.current),
  };
}
