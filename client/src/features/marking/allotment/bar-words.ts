import type { BarCounts } from "#shared/protocol/allotment.ts";
import type { useT } from "#client/app/i18n.tsx";

/** «2 ont rencontré la personne, 1 en absence» */
export const barWords = (t: ReturnType<typeof useT>, why: BarCounts): string =>
  why.map(({ bar, markers }) => t(`allotment.bar_${bar}`, { markers })).join(", ");
