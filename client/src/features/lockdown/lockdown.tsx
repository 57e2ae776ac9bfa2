import type { ReactNode } from "react";
import { lockdownRules, type LockdownLevel } from "#shared/domain/integrity/lockdown-policy.ts";
import { useT } from "#client/app/i18n.tsx";
import { Button } from "#client/ui/index.ts";
import { canFullScreen, enterFullScreen, useIsFullScreen } from "./full-screen.ts";
import { useLockdown, type LockdownOptions } from "./use-lockdown.ts";
import "./lockdown.css";

/** Beside an open activity, whatever part of it is shown; it has nothing to show itself. */
export function Lockdown(options: LockdownOptions): ReactNode {
  useLockdown(options);
  return null;
}

/** In the header line: the way into full screen, while one is not in it. */
export function FullScreenButton({ level, version }: { readonly level: LockdownLevel; readonly version: number }): ReactNode {
  const t = useT();
  const isFullScreen = useIsFullScreen();
  if (!lockdownRules(version, level).FULL_SCREEN.isKept || isFullScreen || !canFullScreen()) return null;
  return (
    <Button size="small" variant="quiet" onClick={() => void enterFullScreen()}>
      {t("exam.fullScreen")}
    </Button>
  );
}
