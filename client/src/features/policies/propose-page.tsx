import { useRef, useState, type ReactNode } from "react";
import { useNavigate } from "react-router";
import type { ExamRules } from "#shared/domain/policies/exam-rules.ts";
import { policyDesk, proposePolicy } from "#shared/protocol/policies.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Button, Card, EmptyState, LinkButton, Notice, PageHeader, useToast } from "#client/ui/index.ts";
import { DifferenceList } from "./difference-list.tsx";
import { CriteriaFields, LevelFields, NumberFields, WeightsFields } from "./rules-fields.tsx";
import { EquityFields, MarkingFields, RecordingFields, RetakeFields } from "./choice-fields.tsx";
import { useProposal } from "./use-proposal.ts";
import { ReasonField } from "./reason-field.tsx";

/** The rules of the newest version, to be changed whole, and the reason. */
export function ProposePage(): ReactNode {
  const t = useT();
  const desk = useRoute(policyDesk, {}, { pollMs: false });
  return (
    <div className="stack-loose">
      <PageHeader
        title={t("policies.proposeTitle")}
        lead={t("policies.proposeText")}
        backHref="/resultats/regles"
        backLabel={t("policies.title")}
      />
      <Fetched query={desk}>
        {({ versions, waiting }) => {
          const [newest] = versions.toSorted((a, b) => b.version - a.version);
          if (waiting || !newest)
            return (
              <EmptyState
                title={t(waiting ? "policies.oneWaits" : "policies.none")}
                action={<LinkButton href="/resultats/regles">{t("policies.seeIt")}</LinkButton>}
              />
            );
          return <Form key={newest.version} newest={newest.rules} version={newest.version} />;
        }}
      </Fetched>
    </div>
  );
}

function Form({ newest, version }: { readonly newest: ExamRules; readonly version: number }): ReactNode {
  const t = useT();
  const toast = useToast();
  const navigate = useNavigate();
  const act = useChange(proposePolicy, [policyDesk]);
  const proposal = useProposal(newest, version);
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const page = useRef<HTMLDivElement>(null);
  const propose = (): void => {
    setAsked(true);
    if (!proposal.rules) {
      requestAnimationFrame(() => page.current?.querySelector<HTMLElement>("[aria-invalid=true], [data-wrong] input")?.focus());
      return;
    }
    act.mutate(
      { body: { rules: proposal.rules, reason } },
      {
        onSuccess: () => {
          proposal.forget();
          toast(t("policies.proposeDone"), "success");
          void navigate("/resultats/regles");
        },
      },
    );
  };
  const fields = { proposal, isAsked };
  return (
    <div className="stack-loose" ref={page}>
      {proposal.isTakenUp && (
        <Notice role="note" actions={<Button onClick={proposal.forget}>{t("policies.forget")}</Button>}>
          {t("policies.takenUp")}
        </Notice>
      )}
      <Card title={t("policies.numbers")}>
        <NumberFields {...fields} />
      </Card>
      <Card title={t("policies.retake")}>
        <RetakeFields {...fields} />
      </Card>
      <Card title={t("policies.recording")}>
        <RecordingFields {...fields} />
      </Card>
      <Card title={t("policies.equity")}>
        <EquityFields {...fields} />
      </Card>
      <Card title={t("policies.marking")}>
        <MarkingFields {...fields} />
      </Card>
      <Card title={t("policies.weights")}>
        <WeightsFields rubric={newest.rubric} {...fields} />
      </Card>
      <Card title={t("policies.grid")}>
        <CriteriaFields rubric={newest.rubric} {...fields} />
      </Card>
      <Card title={t("policies.levels")}>
        <LevelFields {...fields} />
      </Card>
      <Card title={t("policies.what")}>
        <div className="stack">
          {proposal.rules ? (
            <DifferenceList from={newest} to={proposal.rules} />
          ) : (
            <Notice tone="attention">{t(isAsked ? "policies.somethingMarked" : "policies.somethingWrong")}</Notice>
          )}
          <ReasonField value={reason} onChange={setReason} act={act} />
          <div>
            <Button variant="primary" isBusy={act.isPending} onClick={propose}>
              {t("policies.proposeConfirm")}
            </Button>
          </div>
        </div>
      </Card>
    </div>
  );
}
