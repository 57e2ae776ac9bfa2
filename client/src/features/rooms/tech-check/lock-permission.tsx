import { useEffect, useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button } from "#client/ui/index.ts";
import styles from "./tech-check.module.css";

interface AsksPermission {
  requestPermission(): Promise<PermissionState>;
}

const detectorOf = (): AsksPermission | undefined => (globalThis as { readonly IdleDetector?: AsksPermission }).IdleDetector;

/** Undefined where the browser cannot tell a locked screen from another window, whatever one allows. */
async function permission(): Promise<PermissionState | undefined> {
  if (!detectorOf()) return undefined;
  try {
    return (await navigator.permissions.query({ name: "idle-detection" as PermissionName })).state;
  } catch {
    return undefined;
  }
}

/**
 * A browser says that its screen was locked only to whom the person has allowed it, and asks only when something is pressed.
 * It serves the person: nothing of the exam depends on it.
 */
export function LockPermission(): ReactNode {
  const t = useT();
  const [state, setState] = useState<PermissionState>();
  useEffect(() => {
    let isGone = false;
    void permission().then((found) => {
      if (!isGone) setState(found);
    });
    return () => {
      isGone = true;
    };
  }, []);
  const ask = (): void => {
    // Whoever closes the browser's question without an answer is asked again.
    detectorOf()
      ?.requestPermission()
      .then(setState)
      .catch(() => undefined);
  };
  if (state === undefined) return null;
  return (
    <div className={styles.optional}>
      <p className="quiet small">{t("tech.lockHelp")}</p>
      {state === "prompt" ? (
        <div className={styles.row}>
          <Button size="small" onClick={ask}>{t("tech.lockAllow")}</Button>
        </div>
      ) : (
        <p role="status" className="small">{t(state === "granted" ? "tech.lockAllowed" : "tech.lockDenied")}</p>
      )}
    </div>
  );
}
