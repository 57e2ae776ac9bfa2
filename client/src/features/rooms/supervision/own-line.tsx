import { useState, type ReactNode } from "react";
import type { SourceState } from "#shared/domain/rooms/supervision.ts";
import { useT } from "#client/app/i18n.tsx";
import { Button, Dialog, StateTag, VisuallyHidden, type StateShape, type Tone } from "#client/ui/index.ts";
import { Eased } from "../stage/eased.tsx";
import { SelfView } from "../stage/self-view.tsx";
import type { OwnSupervision } from "./use-own-supervision.ts";
import styles from "./supervision.module.css";

const looks: Readonly<Record<SourceState, { readonly tone: Tone; readonly shape: StateShape }>> = {
  ASKED: { tone: "neutral", shape: "half" },
  LIVE: { tone: "success", shape: "full" },
  LOST: { tone: "attention", shape: "triangle" },
  REFUSED: { tone: "attention", shape: "triangle" },
};
const sources = ["camera", "microphone", "screen"] as const;

/** In the exam's header: that one is supervised, whether somebody looks now, and how everything stands for who asks. */
export function OwnLine({
  supervision: { state, room },
  watchers,
}: {
  readonly supervision: OwnSupervision;
  /** The names of those who may see the person. */
  readonly watchers: readonly string[];
}): ReactNode {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const isWell = sources.every((source) => state[source].state === "LIVE") && room.connection === "live";
  const isEased = room.eased.length > 0;
  const words = room.isWatched ? "watch.looked" : !isWell ? "watch.incomplete" : isEased ? "rooms.easedShort" : "watch.on";
  return (
    <>
      <Button variant="quiet" size="small" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <StateTag {...looks[isWell ? "LIVE" : "LOST"]}>{t(words)}</StateTag>
      </Button>
      <VisuallyHidden>
        <span role="status">{room.isWatched ? t("watch.looked") : isEased ? t("rooms.eased") : ""}</span>
      </VisuallyHidden>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t("watch.title")} closeLabel={t("common.close")} size="small">
        <ul className={styles.facts}>
          {sources.map((source) => (
            <li key={source}>
              <StateTag {...looks[state[source].state]}>{t(`watch.${source}.${state[source].state}`)}</StateTag>
            </li>
          ))}
          <li>
            <StateTag tone={room.hearing === "WELL" ? "success" : "neutral"}>{t(`watch.sound.${room.hearing === "MISSED" ? "NOT" : room.hearing}`)}</StateTag>
          </li>
        </ul>
        <Eased room={room} />
        <p>{t("watch.what")}</p>
        <p>{t("watch.who", { names: watchers.join(", ") })}</p>
        {isOpen && <SelfView room={room} />}
      </Dialog>
    </>
  );
}
