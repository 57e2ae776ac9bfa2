import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";

/** Nobody listens in secret: who hears what is said and writes it, without taking part. */
export function Listeners({ names }: { readonly names: readonly string[] }): ReactNode {
  const t = useT();
  if (names.length === 0) return null;
  return <p role="status">{t("rooms.listeners", { names: names.join(", "), count: names.length })}</p>;
}
