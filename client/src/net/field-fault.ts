import { useCallback } from "react";
import { useT } from "#client/app/i18n.tsx";
import { rowFaults, type RowFault } from "#shared/domain/referrals/referral-rows.ts";
import { CallError } from "./http.ts";

const isRowFault = (message: string): message is RowFault => rowFaults.some((fault) => fault === message);

/** `const faultOf = useFieldFault(change.error); <TextField error={faultOf("email")} />`: what to correct in one field of a refused form. */
export function useFieldFault(error: unknown): (field: string) => string | undefined {
  const t = useT();
  return useCallback(
    (field) => {
      if (!(error instanceof CallError)) return undefined;
      const fault = error.faults.find(({ path }) => path === `body.${field}`);
      if (!fault) return undefined;
      return isRowFault(fault.message) ? t(`journey.fault.${fault.message}`) : t("journey.fault.BAD_TEXT");
    },
    [error, t],
  );
}
