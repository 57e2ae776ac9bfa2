import { useState, type ReactNode } from "react";
import type { TechCheckResults } from "#shared/domain/rooms/tech-check.ts";
import { useT } from "#client/app/i18n.tsx";
import { Button } from "#client/ui/index.ts";
import { measureNetwork } from "./measure-network.ts";
import { measureSaving } from "./measure-saving.ts";
import styles from "./tech-check.module.css";

type Result = Pick<TechCheckResults, "network" | "media" | "saving">;

/** The way to the server, the way to the media node and back, and one answer saved: what the day needs of a network. */
export function NetworkCheck({
  registrationId,
  result,
  onDone,
}: {
  readonly registrationId: string | undefined;
  readonly result: Partial<Result>;
  readonly onDone: (result: Result) => void;
}): ReactNode {
  const t = useT();
  const [isBusy, setBusy] = useState(false);
  const measure = async (): Promise<void> => {
    setBusy(true);
    // The media library comes with the first measure, as it comes with the first room on the day.
    const media = import("./measure-media.ts").then(({ measureMedia }) => measureMedia());
    const [path, saving] = [await media.catch(() => unreached), await measureSaving(registrationId)];
    onDone({ network: await measureNetwork(), media: path, saving });
    setBusy(false);
  };
  const { network, media, saving } = result;
  return (
    <>
      <p>{t("tech.networkHelp")}</p>
      {network?.isReached && (
        <p>
          {t("tech.networkFound", {
            rtt: String(network.roundTripMs),
            up: network.upKbps,
            down: network.downKbps,
          })}
        </p>
      )}
      {media?.hasPicture && media.hasSound && <p>{t("tech.mediaFound", { ms: String(media.ms) })}</p>}
      {saving?.isOnDevice && saving.isOnServer && <p>{t("tech.savingFound", { ms: String(saving.ms) })}</p>}
      <div className={styles.row}>
        <Button
          variant={network ? "secondary" : "primary"}
          isBusy={isBusy}
          busyLabel={t("tech.running")}
          onClick={() => void measure()}
        >
          {t("tech.testNetwork")}
        </Button>
      </div>
    </>
  );
}

const unreached: TechCheckResults["media"] = { hasPicture: false, hasSound: false, ms: 0 };
