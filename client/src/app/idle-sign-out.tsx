import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState, type ReactNode } from "react";
import { useLocation, useNavigate } from "react-router";
import { me, signOut } from "#shared/protocol/accounts.ts";
import { idleStage, isNeverIdle, type IdleStage } from "#shared/domain/accounts/idle.ts";
import { currentDisconnectionVersion, disconnectionPolicy } from "#shared/domain/sitting/disconnection-policy.ts";
import { idleSeconds, touch } from "#client/net/idle-touch.ts";
import { useChange, useRoute } from "#client/net/query.ts";

const IdleWarning = lazy(async () => ({ default: (await import("./idle-warning.tsx")).IdleWarning }));

const policy = disconnectionPolicy(currentDisconnectionVersion);
const lookMs = 5_000;

/** Outside an exam, a browser that nobody touches does not stay signed in. */
export function IdleSignOut(): ReactNode {
  const { pathname } = useLocation();
  const isBusy = isNeverIdle(pathname);
  const { data } = useRoute(me, {}, { isEnabled: !isBusy });
  const isSignedIn = Boolean(data?.account);
  const [stage, setStage] = useState<IdleStage>("HERE");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { mutate } = useChange(signOut);
  // Looked at as long as any page is open; a page of the exam speaks for all the others.
  useEffect(() => {
    touch();
    const note = (): void => {
      // Once somebody has been warned, they say themselves that they are there.
      if (idleStage(policy, idleSeconds()) === "HERE") touch();
    };
    const look = (): void => {
      if (isBusy) touch();
      setStage(idleStage(policy, idleSeconds()));
    };
    const controller = new AbortController();
    for (const name of ["pointerdown", "keydown", "wheel"]) addEventListener(name, note, { signal: controller.signal, passive: true });
    const timer = setInterval(look, lookMs);
    return () => {
      controller.abort();
      clearInterval(timer);
    };
  }, [isBusy]);
  const isGone = stage === "GONE" && isSignedIn && !isBusy;
  // Once, when the time is over.
  useEffect(() => {
    if (!isGone) return;
    mutate(
      {},
      {
        onSettled: () => {
          queries.clear();
          touch();
          void navigate("/connexion");
        },
      },
    );
  }, [isGone, mutate, queries, navigate]);
  const stay = (): void => {
    touch();
    setStage("HERE");
  };
  return stage === "WARNED" && isSignedIn && !isBusy ? (
    <Suspense>
      <IdleWarning minutes={policy.idleWarningSeconds / 60} onStay={stay} />
    </Suspense>
  ) : null;
}
