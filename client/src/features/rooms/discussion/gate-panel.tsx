import { useState, type FormEvent, type ReactNode } from "react";
import { leastPromptsForGate } from "#shared/domain/discussion/frame.ts";
import { sessionBoard } from "#shared/protocol/conduct.ts";
import { discussionDesk, giveGateOpinion } from "#shared/protocol/discussion.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, ConfirmDialog, Notice, RadioGroup, TextAreaField } from "#client/ui/index.ts";
import type { DiscussionPerson } from "./person-choice.tsx";

/** The participation gate: one's own opinion, once. Two «no» stop a person, so a «no» is said twice. */
export function GatePanel({ person }: { readonly person: DiscussionPerson }): ReactNode {
  const t = useT();
  const give = useChange(giveGateOpinion, [discussionDesk, sessionBoard]);
  const [opinion, setOpinion] = useState<"YES" | "NO">();
  const [reasons, setReasons] = useState("");
  const [isConfirming, setConfirming] = useState(false);
  const { gate, name, given, sittingId } = person;
  const lacksPrompts = given.length < leastPromptsForGate;

  const send = (): void => {
    if (opinion === undefined) return;
    const body = { hasParticipated: opinion === "YES", reasons: opinion === "YES" ? "" : reasons.trim() };
    give.mutate({ params: { sittingId }, body }, { onSettled: () => setConfirming(false) });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (opinion === "NO") setConfirming(true);
    else send();
  };

  return (
    <Card title={t("lead.gateTitle")}>
      <RefusalNotice error={give.error} />
      {gate.outcome !== "PENDING" && (
        <Notice
          tone={gate.outcome === "STOPPED" ? "attention" : "success"}
          title={t(`lead.gate.${gate.outcome}`, { name })}
        />
      )}
      {gate.mine && gate.outcome === "PENDING" && (
        <Notice title={t(gate.mine.hasParticipated ? "lead.gateMineYes" : "lead.gateMineNo")}>
          {t("lead.gateWaiting")}
        </Notice>
      )}
      {gate.mayGive && (
        <form onSubmit={submit} className="stack">
          {gate.isOtherGiven && <p>{t("lead.gateOtherGiven")}</p>}
          <RadioGroup
            legend={t("lead.gateQuestion", { name })}
            options={[
              { value: "YES", label: t("lead.gateYes") },
              {
                value: "NO",
                label: t("lead.gateNo"),
                isDisabled: lacksPrompts,
                ...(lacksPrompts ? { hint: t("errors.NEEDS_TWO_PROMPTS") } : {}),
              },
            ]}
            value={opinion}
            onChange={setOpinion}
          />
          {opinion === "NO" && (
            <TextAreaField
              label={t("lead.gateReasons")}
              hint={t("lead.gateReasonsHint")}
              value={reasons}
              onChange={(event) => setReasons(event.target.value)}
              rows={4}
              required
            />
          )}
          <Button type="submit" variant="primary" isBusy={give.isPending} disabled={opinion === undefined}>
            {t("lead.gateSend")}
          </Button>
        </form>
      )}
      <ConfirmDialog
        isOpen={isConfirming}
        onCancel={() => setConfirming(false)}
        onConfirm={send}
        title={t("lead.gateConfirmTitle", { name })}
        confirmLabel={t("lead.gateSend")}
        cancelLabel={t("common.cancel")}
        isBusy={give.isPending}
      >
        <p>{t("lead.gateConfirm")}</p>
      </ConfirmDialog>
    </Card>
  );
}
