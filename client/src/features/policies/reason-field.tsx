import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { TextAreaField } from "#client/ui/index.ts";

export interface ReasonFieldProps {
  readonly value: string;
  readonly onChange: (reason: string) => void;
  /** Of the act that the reason is for; another word withdraws what was said of the last one. */
  readonly act: { readonly error: Error | null; readonly reset: () => void };
}

/** Why a version is proposed, refused or withdrawn, and what came of it. */
export function ReasonField({ value, onChange, act }: ReasonFieldProps): ReactNode {
  const t = useT();
  return (
    <>
      <TextAreaField
        label={t("policies.reason")}
        hint={t("policies.reasonHint")}
        rows={3}
        maxLength={1000}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          act.reset();
        }}
      />
      <RefusalNotice error={act.error} />
    </>
  );
}
