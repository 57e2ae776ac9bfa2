import type { ReactNode } from "react";
import type { Standing } from "#shared/domain/equity/standing.ts";
import { useT } from "#client/app/i18n.tsx";
import { StateTag, type StateTagProps } from "#client/ui/index.ts";

const looks: { readonly [standing in Standing]: Pick<StateTagProps, "tone" | "shape"> } = {
  EQUIVALENT: { tone: "success", shape: "full" },
  FINE: { tone: "success", shape: "full" },
  EXAMINE: { tone: "attention", shape: "triangle" },
  NOT_SHOWN: { tone: "info", shape: "half" },
  EXPLORATORY: { tone: "neutral", shape: "half" },
  INSUFFICIENT: { tone: "neutral", shape: "hollow" },
};

/** What is said of a statistic, in words. */
export function StandingTag({ standing }: { readonly standing: Standing }): ReactNode {
  const t = useT();
  return <StateTag {...looks[standing]}>{t(`equity.standing_${standing}`)}</StateTag>;
}
