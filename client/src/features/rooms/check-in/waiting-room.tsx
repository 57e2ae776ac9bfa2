import type { ReactNode } from "react";
import type { CandidateSittingView } from "#shared/protocol/sitting.ts";
import { useT } from "#client/app/i18n.tsx";
import { Card, PersonIcon } from "#client/ui/index.ts";
import styles from "../stage/stage.module.css";

/** Who will come, one's place in the queue, and room to breathe. One is called, and then presses «Entrer». */
export function WaitingRoom({
  sitting,
}: {
  readonly sitting: Pick<CandidateSittingView, "advisers" | "queuePlace" | "sideCamera">;
}): ReactNode {
  const t = useT();
  const { queuePlace, advisers, sideCamera } = sitting;
  return (
    <div className={`${styles.sides} ${styles.even}`}>
      <Card title={t("rooms.waitingRoom")} look="accent">
        <p role="status">
          {queuePlace === null
            ? t("rooms.queueSoon")
            : queuePlace === 1
              ? t("rooms.queueNext")
              : t("rooms.queuePlace", { count: queuePlace - 1 })}
        </p>
        <p>{t("rooms.queueStay")}</p>
        <h3>{t("rooms.whoComes")}</h3>
        <ul className={styles.list}>
          {advisers.map(({ name }) => (
            <li key={name} className={styles.person}>
              <PersonIcon size={16} /> {t("rooms.adviserNamed", { name })}
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t("rooms.breatheTitle")} look="flat" className={styles.breathing ?? ""}>
        <p>{t("rooms.breathe")}</p>
        <ul className={styles.list}>
          <li>{t("rooms.haveWater")}</li>
          <li>{t("rooms.haveIdentity")}</li>
          <li>{t(sideCamera ? "rooms.haveQuietSide" : "rooms.haveQuiet")}</li>
        </ul>
      </Card>
    </div>
  );
}
