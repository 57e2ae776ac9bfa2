import { useState, type ReactNode } from "react";
import { callForHelp, myConversation } from "#shared/protocol/messages.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Button, HelpIcon, useStoredState, VisuallyHidden } from "#client/ui/index.ts";
import { HelpDialog } from "./help-dialog.tsx";
import styles from "./help.module.css";

/** The way to a human, for the header of any page; a slot that the application fills. */
export function HelpButton({ sittingId }: { readonly sittingId?: string }): ReactNode {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  if (sittingId !== undefined) return <DayHelp sittingId={sittingId} />;
  return (
    <>
      <Button icon={<HelpIcon />} onClick={() => setOpen(true)}>
        {t("common.talkToSomeone")}
      </Button>
      <HelpDialog isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}

/**
 * In a sitting the press itself is the call: somebody comes, and words can follow. A call of this sitting that still
 * waits is not made twice (one made elsewhere is no call here), and opening an answer is not a call. The staff may write
 * first: what has not been seen yet is counted, silently.
 */
function DayHelp({ sittingId }: { readonly sittingId: string }): ReactNode {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const [seen, setSeen] = useStoredState(`epreuve.seen.${sittingId}`, (stored) => Number(stored ?? 0));
  const known = useRoute(
    myConversation,
    { query: { sittingId } },
    { topics: [topicOf.sitting(sittingId)], pollMs: 10_000 },
  ).data;
  const ask = useChange(callForHelp, [myConversation]);
  const received = (known?.messages ?? []).filter(({ isFromCandidate }) => !isFromCandidate).length;
  if (isOpen && received !== seen) setSeen(received);
  const unread = isOpen ? 0 : Math.max(0, received - seen);
  const open = (): void => {
    setOpen(true);
    // What is not known yet waits nowhere: the server counts a second word of somebody who waits as the same call.
    const waits = known !== undefined && known.waitingSince !== null;
    if (!waits && unread === 0 && !ask.isPending) ask.mutate({ body: { text: t("common.helpDefault"), sittingId } });
  };
  return (
    <>
      <Button icon={<HelpIcon />} onClick={open}>
        {/* What is new takes the place of the words, and no more room than they do: the header keeps its line. */}
        {unread > 0 ? <VisuallyHidden>{t("common.talkToSomeone")}</VisuallyHidden> : t("common.talkToSomeone")}{" "}
        <span role="status">
          {unread > 0 && <span className={styles.unread}>{t("common.helpUnread", { count: unread })}</span>}
        </span>
      </Button>
      <HelpDialog isOpen={isOpen} onClose={() => setOpen(false)} sittingId={sittingId} pressError={ask.error} />
    </>
  );
}
