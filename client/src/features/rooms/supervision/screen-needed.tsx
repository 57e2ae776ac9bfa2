import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button, Card, Notice } from "#client/ui/index.ts";
import type { OwnSupervision } from "./use-own-supervision.ts";

const words = {
  ahead: { title: "watch.shareTitle", text: "watch.shareText" },
  first: { title: "watch.shareFirstTitle", text: "watch.shareFirstText" },
  again: { title: "watch.shareAgainTitle", text: "watch.shareAgainText" },
} as const;

/** Before and during the two supervised activities: the whole screen is shared, and why; each refusal with what to do. */
export function ScreenNeeded({
  supervision: { screen, share },
  when,
}: {
  readonly supervision: Pick<OwnSupervision, "screen" | "share">;
  /** `ahead`: the activity has not begun. Else exam content waits behind it: `first`, until this page shares, or `again`. */
  readonly when: keyof typeof words;
}): ReactNode {
  const t = useT();
  if (screen.status === "on") return when === "ahead" ? <Notice title={t("watch.screenReady")}>{t("watch.screenReadyText")}</Notice> : null;
  return (
    <Card
      look="accent"
      title={t(words[when].title)}
      actions={
        <Button variant="primary" size="large" isBusy={screen.status === "asking"} onClick={() => void share()}>
          {t("watch.share")}
        </Button>
      }
    >
      <div className="stack" aria-live="polite">
        {screen.status === "failed" && <Notice tone="attention" title={t(`watch.screen.${screen.failure}`)} />}
      </div>
      <p>{t(words[when].text)}</p>
      <p>{t("watch.sharePromise")}</p>
    </Card>
  );
}
