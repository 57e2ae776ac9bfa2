import { useEffect, useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button, Card, RoomShell, Skeleton } from "#client/ui/index.ts";
import styles from "./thresholds.module.css";
import { useKept } from "./kept-on-device.ts";
import { RescueOffer } from "./rescue-offer.tsx";

const askMs = 5_000;
const minuteMs = 60_000;

/** The exam's address, opened while the server is away: our own screen, what is kept here, and the way back. */
export function OfflineDay({ sittingId, onAsk }: { readonly sittingId: string; readonly onAsk: () => void }): ReactNode {
  const t = useT();
  const kept = useKept(sittingId);
  const [minutes, setMinutes] = useState(0);

  // Asks as long as this screen is shown; the answer replaces it.
  useEffect(() => {
    const openedAt = performance.now();
    const timer = setInterval(() => {
      onAsk();
      setMinutes(Math.floor((performance.now() - openedAt) / minuteMs));
    }, askMs);
    return () => clearInterval(timer);
  }, [onAsk]);

  const rooms = kept.state === "known" ? kept.rooms : [];
  const waiting = rooms.filter(({ rescueAfterMinutes }) => minutes >= rescueAfterMinutes);
  return (
    <RoomShell skipLabel={t("common.skipToContent")} title={t("exam.dayTitle")}>
      <div className={styles.coming}>
        <Card look="accent" title={t("room.offlineTitle")} actions={<Button onClick={onAsk}>{t("room.tryNow")}</Button>}>
          <div role="status">
            <p>{t("room.offlineLead")}</p>
            <p>{t("room.offlineTime")}</p>
            <p>
              <strong>
                {kept.state === "unreadable" && t("room.offlineUnreadable")}
                {kept.state === "known" &&
                  (rooms.length === 0 ? t("room.offlineNothing") : t("room.offlineKept", { count: kept.unsent }))}
              </strong>
            </p>
          </div>
          {kept.state === "looking" && <Skeleton label={t("common.loading")} lines={1} />}
        </Card>
        {kept.state === "known" && kept.unsent > 0 && waiting.length > 0 && <RescueOffer rooms={waiting} />}
        {rooms.map(({ runId, text = "", lang }) =>
          text === "" ? null : (
            <section key={runId} aria-label={t("room.offlineText")} className="stack">
              <h2>{t("room.offlineText")}</h2>
              <div className={styles.written} lang={lang ?? "fr-CA"}>
                {text}
              </div>
            </section>
          ),
        )}
      </div>
    </RoomShell>
  );
}
