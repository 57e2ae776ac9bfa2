import type { DisconnectionPolicy } from "../sitting/disconnection-policy.ts";

/** How long nobody has touched any page of this browser: still here, about to be signed out, or gone. */
export type IdleStage = "HERE" | "WARNED" | "GONE";

type IdleRules = Pick<DisconnectionPolicy, "idleSeconds" | "idleWarningSeconds">;

export function idleStage({ idleSeconds, idleWarningSeconds }: IdleRules, seconds: number): IdleStage {
  if (seconds >= idleSeconds) return "GONE";
  return seconds >= idleSeconds - idleWarningSeconds ? "WARNED" : "HERE";
}

/** An exam, and whoever conducts it, is never idle: people read, listen and wait. */
export const isNeverIdle = (path: string): boolean => /^\/(seance|bureau|accueil|poste|secours|verification)(\/|$)/.test(path);
