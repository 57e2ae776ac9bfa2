import type { ResultDetail } from "#shared/protocol/results.ts";

/** Its record tells the mode, which whoever confirms does not see: the desk offers it when nothing is to be confirmed any more. */
export const offersWholeFile = (state: ResultDetail["state"]): boolean => state === "RESULT_SENT" || state === "ANNULLED";
