import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { classNames, Notice } from "#client/ui/index.ts";
import type { EasingAct } from "#shared/domain/rooms/easing.ts";
import type { MediaRoom, RoomMate } from "../media/use-media-room.ts";
import styles from "./stage.module.css";

/** One's own line is weak: what gives way, and what does not. */
export function Eased({ room }: { readonly room: MediaRoom }): ReactNode {
  const t = useT();
  const what = useWhat(room.eased);
  if (room.eased.length === 0) return null;
  return (
    <Notice title={t("rooms.eased")}>
      {t("rooms.easedWhat", { what })} {t("rooms.easedNever")}
    </Notice>
  );
}

/** For whoever watches over somebody whose line is weak: why their picture is small or slow. */
export function MateEased({ mate }: { readonly mate: RoomMate }): ReactNode {
  const t = useT();
  const what = useWhat(mate.eased);
  if (mate.eased.length === 0) return null;
  return <Notice title={t("rooms.mateEased", { name: mate.name })}>{t("rooms.easedWhat", { what })}</Notice>;
}

/**
 * In a room where people speak with one another: one's own weak line and, for advisers, the others'. Beside a line that is
 * always there, so that what comes and goes by itself moves nothing under a hand.
 */
export function WeakLines({ room }: { readonly room: MediaRoom }): ReactNode {
  const t = useT();
  const isAdviser = room.entry?.me.role === "ADVISER";
  const names = isAdviser ? room.mates.filter(({ eased }) => eased.length > 0).map(({ name }) => name) : [];
  return (
    <span className={classNames("quiet", "small", styles.weak)} role="status">
      {room.eased.length > 0 && `${t("rooms.eased")} `}
      {names.length > 0 && t("rooms.matesEased", { names: names.join(", ") })}
    </span>
  );
}

function useWhat(acts: readonly EasingAct[]): string {
  const t = useT();
  return acts.map((act) => t(`rooms.easing.${act}`)).join(", ");
}
