import { useEffect, useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button, EmptyState, Notice, RoomShell } from "#client/ui/index.ts";

const query = "(max-width: 1023px)";

function useIsNarrow(): boolean {
  const [isNarrow, setNarrow] = useState(() => matchMedia(query).matches);
  // The window may be made larger at any time.
  useEffect(() => {
    const list = matchMedia(query);
    const follow = (): void => setNarrow(list.matches);
    list.addEventListener("change", follow);
    return () => list.removeEventListener("change", follow);
  }, []);
  return isNarrow;
}

/** Said before the day begins, while there is time to find a computer. */
export function ComputerAdvice(): ReactNode {
  const t = useT();
  if (!useIsNarrow()) return null;
  return (
    <Notice tone="attention" title={t("exam.narrowTitle")}>
      {t("exam.narrowText")}
    </Notice>
  );
}

/**
 * Advice at the door of a written activity, never a refusal: who insists enters. Once inside, a smaller window or a
 * magnified page changes nothing.
 */
export function ComputerNeeded({
  help,
  children,
}: {
  readonly help: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const t = useT();
  const isNarrow = useIsNarrow();
  const [hasEntered, setEntered] = useState(!isNarrow);
  // Making the window larger is entering.
  if (!isNarrow && !hasEntered) setEntered(true);
  if (hasEntered || !isNarrow) return children;
  return (
    <RoomShell skipLabel={t("common.skipToContent")} title={t("exam.dayTitle")} help={help}>
      <EmptyState
        title={t("exam.narrowTitle")}
        action={<Button onClick={() => setEntered(true)}>{t("exam.enterAnyway")}</Button>}
      >
        {t("exam.narrowText")}
      </EmptyState>
    </RoomShell>
  );
}
