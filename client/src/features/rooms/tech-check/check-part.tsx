import type { ReactNode } from "react";
import type { TechFailure, TechPart } from "#shared/domain/rooms/tech-check.ts";
import { useT } from "#client/app/i18n.tsx";
import { Card, Notice, StateTag, VisuallyHidden } from "#client/ui/index.ts";

export interface CheckPartProps {
  readonly part: TechPart;
  /** Undefined: not done yet. */
  readonly failures: readonly TechFailure[] | undefined;
  /** The program whose name the device bears: said, and no failure. */
  readonly program?: string | undefined;
  readonly children: ReactNode;
}

/** One part of the check: what to do, how it went, and for each failure what to do about it. */
export function CheckPart({ part, failures, program, children }: CheckPartProps): ReactNode {
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
    <Card
      role="group"
      aria-label={t(`tech.${part}`)}
      title={t(`tech.${part}`)}
      aside={
        // Said when it changes, with the name of what it is about.
        <span role="status">
          <VisuallyHidden>{t(`tech.${part}`)}, </VisuallyHidden>
          {state}
        </span>
      }
      data-testid={`tech-${part}`}
    >
      {children}
      {failures?.map((failure) => (
        <Notice key={failure} tone="attention" title={t(`tech.fix.${failure}`)} />
      ))}
      {program !== undefined && (
        <Notice role="note" title={t("tech.namedTitle", { device: part, program })}>
          {t("tech.namedText")}
        </Notice>
      )}
    </Card>
  );
}
