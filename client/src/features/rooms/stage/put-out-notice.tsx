import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { SignInLink } from "#client/net/refusal.tsx";
import { Button, Notice, type NoticeTone } from "#client/ui/index.ts";
import type { MediaRoom } from "../media/use-media-room.ts";

/** As whom the browser is signed in, or that nobody is: the room may well be open. */
const accountRefusals = { NOT_SIGNED_IN: "rooms.signedOut", FORBIDDEN: "rooms.otherAccount" } as const;
const accountTitle = (code: string | undefined) =>
  code !== undefined && code in accountRefusals ? accountRefusals[code as keyof typeof accountRefusals] : undefined;

export interface PutOutNoticeProps {
  readonly room: Pick<MediaRoom, "connection" | "putOut" | "enterAgain">;
  /** What is said where the room itself is over. */
  readonly closed: { readonly tone: NoticeTone; readonly title: string; readonly text: string; readonly again: string };
}

/**
 * One is out of the room: why, and a press that enters again. It stays until one is in, busy meanwhile, so that whoever
 * pressed is not left without a place.
 */
export function PutOutNotice({ room: { connection, putOut, enterAgain }, closed }: PutOutNoticeProps): ReactNode {
  const t = useT();
  if (!putOut) return null;
  const account = accountTitle(putOut.refusal);
  const isElsewhere = putOut.by === "superseded";
  const again = isElsewhere ? t("rooms.continueHere") : closed.again;
  const title = isElsewhere ? t("rooms.superseded") : account ? t(account) : closed.title;
  return (
    <Notice
      tone={isElsewhere || account ? "attention" : closed.tone}
      title={title}
      actions={
        <>
          {account && <SignInLink />}
          <Button isBusy={connection !== putOut.by} onClick={enterAgain}>
            {again}
          </Button>
        </>
      }
    >
      {isElsewhere ? undefined : account ? t("rooms.signInAgain", { again }) : closed.text}
    </Notice>
  );
}
