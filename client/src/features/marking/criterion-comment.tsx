import { useEffect, useRef, useState, type ReactNode } from "react";
import { markLimits } from "#shared/domain/marking/mark-limits.ts";
import type { Criterion } from "#shared/domain/marking/units.ts";
import { useT } from "#client/app/i18n.tsx";
import { Button, TextAreaField } from "#client/ui/index.ts";
import styles from "./script-page.module.css";

/**
 * A comment on one criterion. Until there is one it is a quiet button outside the way of Tab, which goes from criterion
 * to criterion; the key C opens it from the criterion.
 */
export function CriterionComment({
  criterion,
  value,
  onChange,
}: {
  readonly criterion: Criterion;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const t = useT();
  const [isOpen, setOpen] = useState(value !== "");
  const box = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(isOpen);
  // Opening is asked for by a person, who then writes.
  useEffect(() => {
    if (isOpen && !wasOpen.current) box.current?.querySelector("textarea")?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  if (!isOpen && value === "")
    return (
      <div className={styles.comment}>
        <Button
          size="small"
          variant="quiet"
          tabIndex={-1}
          aria-keyshortcuts="c"
          data-comment={criterion}
          onClick={() => setOpen(true)}
        >
          {t("marking.commentOn", { criterion })}
        </Button>
      </div>
    );
  return (
    <div ref={box} className={styles.comment}>
      <TextAreaField
        label={t("marking.commentOnLabel", { criterion })}
        rows={2}
        maxLength={markLimits.criterionComment}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onBlur={() => setOpen(value !== "")}
      />
    </div>
  );
}
