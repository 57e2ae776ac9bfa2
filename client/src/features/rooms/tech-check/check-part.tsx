import type { ReactNode } from "react";
import type { TechFailure, TechPart } from "#shared/domain/rooms/tech-check.ts";
import { useT } from "#client/app/i18n.tsx";
import { Card, Notice, SaysChanges, StateTag } from "#client/ui/index.ts";

export interface CheckPartProps {
  readonly part: TechPart;
  /** Undefined: not done yet. */
  readonly failures: readonly TechFailure[] | undefined;
  /** The program whose name the device bears: said, and no failure. */
  readonly program?: string | undefined;
  /** What nothing depends on: under what has to be mended. */
  readonly optional?: ReactNode;
  readonly children: ReactNode;
}

/** One part of the check: what to do, how it went, and for each failure what to do about it. */
export function CheckPart({ part, failures, program, optional, children }: CheckPartProps): ReactNode {
  const t = useT();
  const [look, key] =
    failures === undefined
      ? ([{ shape: "hollow" }, "tech.todo"] as const)
      : failures.length === 0
        ? ([{ tone: "success" }, "tech.ok"] as const)
        : ([{ tone: "attention", shape: "triangle" }, "tech.failed"] as const);
  return (
    <Card
      role="group"
      aria-label={t(`tech.${part}`)}
      title={t(`tech.${part}`)}
      aside={
        <>
          <StateTag {...look}>{t(key)}</StateTag>
          {/* Said when it changes, with the name of what it is about. */}
          <SaysChanges words={`${t(`tech.${part}`)}, ${t(key)}`} />
        </>
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
      {optional}
    </Card>
  );
}
