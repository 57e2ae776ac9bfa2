import { useEffect, useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { proofEvent } from "#client/net/page-proof.ts";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card } from "#client/ui/index.ts";
import { examBrowserState, leaveExamBrowser, openExamBrowser } from "#shared/protocol/exam-browser.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { loadAgain, provePage, type Proof } from "./prove-page.ts";

/** Where an exam is sat in Safe Exam Browser: the day is shown there, and the way there is shown elsewhere. */
export function ExamBrowserGate({
  sittingId,
  frame,
  children,
}: {
  readonly sittingId: string;
  /** Puts one card into the frame of the day. */
  readonly frame: (content: ReactNode) => ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const t = useT();
  const query = useRoute(examBrowserState, { params: { sittingId } }, { topics: [topicOf.sitting(sittingId)], pollMs: 5_000 });
  const [proof, setProof] = useState<Proof>();
  const { refetch } = query;
  const mustProve = query.data?.state === "NOT_PROVEN" && proof === undefined;
  // Where the client's own headers are enough, the server has said so already.
  useEffect(() => {
    if (!mustProve) return;
    void provePage(sittingId)
      .catch((): Proof => "OUTSIDE")
      .then((outcome) => {
        setProof(outcome);
        if (outcome === "PROVEN") void refetch();
      });
  }, [mustProve, sittingId, refetch]);
  // At each part, and after a minute away, the page shows itself to the client again.
  useEffect(() => {
    const again = (): void => void loadAgain(sittingId).catch(() => undefined);
    addEventListener(proofEvent, again);
    return () => removeEventListener(proofEvent, again);
  }, [sittingId]);
  return (
    <Fetched query={query}>
      {({ state }) => {
        if (state === "LOCKED") return frame(<Stopped />);
        if (state !== "NOT_PROVEN") return children;
        // Inside the client, which may answer late, nobody is told to open it.
        return frame(proof === "OUTSIDE" ? <OpenClient sittingId={sittingId} /> : <p role="status">{t("exam.loading")}</p>);
      }}
    </Fetched>
  );
}

function Stopped(): ReactNode {
  const t = useT();
  return (
    <Card look="accent" title={t("seb.stoppedTitle")}>
      <p role="status">{t("errors.EXAM_BROWSER_LOCKED")}</p>
    </Card>
  );
}

function OpenClient({ sittingId }: { readonly sittingId: string }): ReactNode {
  const t = useT();
  const open = useChange(openExamBrowser);
  const openNow = (): void =>
    open.mutate({ params: { sittingId } }, { onSuccess: ({ link }) => location.assign(link) });
  return (
    <Card
      look="accent"
      title={t("seb.openTitle")}
      actions={
        <Button variant="primary" size="large" isBusy={open.isPending} onClick={openNow}>
          {t("seb.open")}
        </Button>
      }
    >
      <p>{t("seb.openText")}</p>
      <p>{t("seb.openElse")}</p>
      <RefusalNotice error={open.error} />
    </Card>
  );
}

/** After the last word, inside the client: everything is on the server, and the client may end. */
export function EndExamBrowser({ sittingId }: { readonly sittingId: string }): ReactNode {
  const t = useT();
  const end = useChange(leaveExamBrowser);
  const endNow = (): void =>
    end.mutate({ params: { sittingId } }, { onSuccess: ({ quitUrl }) => location.assign(quitUrl) });
  return (
    <Card look="accent" title={t("seb.endTitle")} actions={<Button isBusy={end.isPending} onClick={endNow}>{t("seb.end")}</Button>}>
      <p>{t("seb.endText")}</p>
      <RefusalNotice error={end.error} />
    </Card>
  );
}
