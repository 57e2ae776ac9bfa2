import type { ReactNode } from "react";
import type { JourneyView } from "#shared/protocol/journey.ts";
import { useT } from "#client/app/i18n.tsx";
import { EmptyState } from "#client/ui/index.ts";

/** The registration that goes on, or why there is none. */
export function CurrentJourney({
  journeys,
  children,
}: {
  readonly journeys: readonly JourneyView[];
  readonly children: (journey: JourneyView) => ReactNode;
}): ReactNode {
  const t = useT();
  const [current] = journeys;
  return current ? children(current) : <EmptyState title={t("journey.none")}>{t("journey.noneText")}</EmptyState>;
}
