import type { ReactNode } from "react";
import type { TechFailure, TechPart } from "#shared/domain/rooms/tech-check.ts";
import { useT } from "#client/app/i18n.tsx";
import { Card, Notice, StateTag } from "#client/ui/index.ts";

export interface CheckPartProps {
  readonly part: TechPart;
  /** Undefined: not done yet. */
  readonly failures: readonly TechFailure[] | undefined;
  readonly children: ReactNode;
}

/** One part of the check: what to do, how it went, and for each failure what to do about it. */
export function CheckPart({ part, failures, children }: CheckPartProps): ReactNode {
  const t = useT();
  const state =
    failures === undefined ? (
      <StateTag shape="hollow">{t("tech.todo")}</StateTag>
    ) : failures.length === 0 ? (
      <StateTag tone="success">{t("tech.ok")}</StateTag>
    ) : (
      <StateTag tone="attention" shape="triangle">
        {t("tech.failed")}
      </StateTag>
    );
  return (
    <Card title={t(`tech.${part}`)} aside={state} data-testid={`tech-${part}`}>
      {children}
      {failures?.map((failure) => (
        <Notice key={failure} tone="attention" title={t(`tech.fix.${failure}`)} />
      ))}
    </Card>
  );
}
