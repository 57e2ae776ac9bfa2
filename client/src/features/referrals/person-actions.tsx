import { useState, type ReactNode } from "react";
import { inviteAgain, referralList, withdrawReferral, type ReferredView } from "#shared/protocol/referrals.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice, useRefusal } from "#client/net/refusal.tsx";
import { Button, ConfirmDialog, useToast } from "#client/ui/index.ts";
import styles from "./referrals.module.css";

/** What an order can still do about a person: remind them, or take the referral back. */
export function PersonActions({ person }: { readonly person: ReferredView }): ReactNode {
  const t = useT();
  const toast = useToast();
  const say = useRefusal();
  const [isAsking, setAsking] = useState(false);
  const { registrationId } = person;
  const name = `${person.givenName} ${person.familyName}`;
  const invite = useChange(inviteAgain, [referralList]);
  const withdraw = useChange(withdrawReferral, [referralList]);
  const remind = (): void =>
    invite.mutate(
      { params: { registrationId } },
      { onSuccess: () => toast(t("referrals.invited"), "success"), onError: (error) => toast(say(error)) },
    );
  const takeBack = (): void =>
    withdraw.mutate(
      { params: { registrationId } },
      {
        onSuccess: () => {
          setAsking(false);
          toast(t("referrals.withdrawn"), "success");
        },
      },
    );
  return (
    <div className={styles.actions}>
      {person.status === "INVITED" && (
        <Button
          size="small"
          variant="quiet"
          aria-label={t("referrals.inviteAgainOf", { name })}
          isBusy={invite.isPending}
          onClick={remind}
        >
          {t("referrals.inviteAgain")}
        </Button>
      )}
      {person.canWithdraw && (
        <Button
          size="small"
          variant="quiet"
          aria-label={t("referrals.withdrawOf", { name })}
          onClick={() => setAsking(true)}
        >
          {t("referrals.withdraw")}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={t("referrals.withdrawAsk", { name })}
        confirmLabel={t("referrals.withdraw")}
        cancelLabel={t("common.cancel")}
        tone="danger"
        isBusy={withdraw.isPending}
        onConfirm={takeBack}
        onCancel={() => setAsking(false)}
      >
        <div className="stack">
          <p>{t("referrals.withdrawText")}</p>
          <RefusalNotice error={withdraw.error} />
        </div>
      </ConfirmDialog>
    </div>
  );
}
