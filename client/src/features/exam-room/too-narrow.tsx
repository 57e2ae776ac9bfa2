import { useEffect, useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button, EmptyState } from "#client/ui/index.ts";

const query = "(max-width: 1023px)";

/** A polite refusal before the day. On the day nobody is kept out: somebody whose screen is small may enter all the same. */
export function ComputerNeeded({
  help,
  children,
}: {
  readonly help: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const t = useT();
  const [isNarrow, setNarrow] = useState(() => matchMedia(query).matches);
  const [hasInsisted, setInsisted] = useState(false);
  // The window may be made larger at any time.
  useEffect(() => {
    const list = matchMedia(query);
    const follow = (): void => setNarrow(list.matches);
    list.addEventListener("change", follow);
    return () => list.removeEventListener("change", follow);
  }, []);
  if (!isNarrow || hasInsisted) return children;
  return (
    <EmptyState
      title={t("exam.narrowTitle")}
      action={
        <>
          {help} <Button onClick={() => setInsisted(true)}>{t("exam.enterAnyway")}</Button>
        </>
      }
    >
      {t("exam.narrowText")}
    </EmptyState>
  );
}
