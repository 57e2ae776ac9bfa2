import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button, Card, Notice } from "#client/ui/index.ts";
import type { OwnSupervision } from "./use-own-supervision.ts";

/** Before and during the two supervised activities: the whole screen is shared, and why; each refusal with what to do. */
export function ScreenNeeded({
  supervision: { screen, share },
  when,
}: {
  readonly supervision: Pick<OwnSupervision, "screen" | "share">;
  /** `ahead`: the activity has not begun. `again`: exam content waits behind it. */
  readonly when: "ahead" | "again";
}): ReactNode {
  const t = useT();
  if (screen.status === "on") return when === "ahead" ? <Notice title={t("watch.screenReady")}>{t("watch.screenReadyText")}</Notice> : null;
  return (
    <Card
      look="accent"
      title={t(when === "ahead" ? "watch.shareTitle" : "watch.shareAgainTitle")}
      actions={
        <Button variant="primary" size="large" isBusy={screen.status === "asking"} onClick={() => void share()}>
          {t("watch.share")}
        </Button>
      }
    >
      <div className="stack" aria-live="polite">
        {screen.status === "failed" && <Notice tone="attention" title={t(`watch.screen.${screen.failure}`)} />}
      </div>
      <p>{t(when === "ahead" ? "watch.shareText" : "watch.shareAgainText")}</p>
      <p>{t("watch.sharePromise")}</p>
    </Card>
  );
}
