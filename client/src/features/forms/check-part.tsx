import type { ReactNode } from "react";
import type { FormFault } from "#shared/domain/forms/form-fault.ts";
import { useT } from "#client/app/i18n.tsx";
import { Button, Notice } from "#client/ui/index.ts";
import { useWrittenIn } from "#client/ui/written-in.tsx";
import styles from "./forms.module.css";

/** What keeps the form from being submitted: where, what, how much, and the way there. */
export function FaultList({
  faults,
  onGo,
}: {
  readonly faults: readonly FormFault[];
  readonly onGo: (fault: FormFault) => void;
}): ReactNode {
  const t = useT();
  if (faults.length === 0)
    return (
      <Notice tone="success" role="note">
        {t("forms.noFaults")}
      </Notice>
    );
  return (
    <div className="stack">
      <p>{t("forms.faultsCount", { count: faults.length })}</p>
      <ul className={styles.faults}>
        {faults.map((fault, index) => (
          <FaultLine key={`${fault.code}-${fault.part}-${fault.number ?? 0}-${index}`} fault={fault} onGo={onGo} />
        ))}
      </ul>
    </div>
  );
}

function FaultLine({
  fault,
  onGo,
}: {
  readonly fault: FormFault;
  readonly onGo: (fault: FormFault) => void;
}): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  const { part, number } = fault;
  const place =
    number === undefined ? t(`forms.part_${part}`) : t("forms.partNumber", { part: t(`forms.part_${part}`), number });
  const bounds = boundsOf(t, fault);
  return (
    <li className={styles.fault}>
      <span className={styles.faultText}>
        <strong>{place}</strong>
        {" · "}
        {t(`forms.fault_${fault.code}`)}
        {bounds !== null && ` ${bounds}`}
        {fault.words !== undefined && (
          <>
            {" "}
            <q lang={lang}>{fault.words}</q>
          </>
        )}
      </span>
      {part !== "GENERAL" && (
        <Button size="small" variant="quiet" aria-label={t("forms.goToNamed", { place })} onClick={() => onGo(fault)}>
          {t("forms.goTo")}
        </Button>
      )}
    </li>
  );
}

function boundsOf(t: ReturnType<typeof useT>, { found, least, most }: FormFault): string | null {
  if (found !== undefined && least !== undefined && most !== undefined)
    return least === most ? t("forms.boundsExact", { found, least }) : t("forms.boundsBetween", { found, least, most });
  if (found !== undefined && least !== undefined) return t("forms.boundsLeast", { found, least });
  if (found !== undefined && most !== undefined) return t("forms.boundsMost", { found, most });
  return least !== undefined && most !== undefined ? t("forms.boundsAsked", { least, most }) : null;
}
