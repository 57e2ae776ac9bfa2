import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";

/** Nobody listens in secret: who hears what is said and writes it, without taking part. */
export function Listeners({ names }: { readonly names: readonly string[] }): ReactNode {
  const t = useT();
  return <p role="status">{names.length > 0 && t("rooms.listeners", { names: names.join(", "), count: names.length })}</p>;
}
