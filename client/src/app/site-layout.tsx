import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, type ReactNode } from "react";
import { NavLink, useNavigate } from "react-router";
import { me, signOut } from "#shared/protocol/accounts.ts";
import { outstandingHelpCalls } from "#shared/protocol/messages.ts";
import type { Role } from "#shared/domain/accounts/roles.ts";
import { AppFrame } from "#client/app/app-frame.tsx";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Button, Link, type AppShellProps } from "#client/ui/index.ts";
import type { ClientMessageKey } from "#shared/i18n/translator.ts";
import { HelpPanel } from "#client/app/help-panel.tsx";

const OpenActivity = lazy(async () => ({ default: (await import("./open-activity.tsx")).OpenActivity }));

/** How wide and dense a page's frame is. */
export interface Frame {
  readonly width?: NonNullable<AppShellProps["width"]>;
  readonly density?: NonNullable<AppShellProps["density"]>;
}

const places = [
  { role: "CANDIDATE", href: "/parcours", label: "common.placeJourney" },
  { role: "CLERK", href: "/ordre", label: "common.placeOrder" },
  { role: "ADVISER", href: "/bureau", label: "common.placeDesk" },
  { role: "SUPPORT", href: "/accueil", label: "common.placeSupport" },
  { role: "RATER", href: "/correction", label: "common.placeMarking" },
  // All their pages; what is pressing has a place of its own beside it.
  { role: "DIRECTOR", href: "/direction", label: "common.placeDirectorate" },
  { role: "COMMITTEE", href: "/direction", label: "common.placeCommittee" },
  { role: "DIRECTOR", href: "/resultats", label: "common.placeResults" },
  // Both decide; both find it after the place where they begin.
  { role: "SUPPORT", href: "/adaptations", label: "common.placeAccommodations" },
  { role: "DIRECTOR", href: "/adaptations", label: "common.placeAccommodations" },
  { role: "DIRECTOR", href: "/incidents", label: "common.placeIncidents" },
  { role: "SUPPORT", href: "/regles", label: "common.placeRules" },
  { role: "COMMITTEE", href: "/resultats/regles", label: "common.placePolicies" },
  { role: "COMMITTEE", href: "/cahiers", label: "common.placeForms" },
  { role: "SUPPORT", href: "/appels", label: "common.placeCalls" },
  { role: "DIRECTOR", href: "/appels", label: "common.placeCalls" },
] as const satisfies readonly { readonly role: Role; readonly href: string; readonly label: ClientMessageKey }[];

/** Where each role begins. */
export const homeOf = (roles: readonly Role[]): string =>
  places.find(({ role }) => roles.includes(role))?.href ?? "/compte";

/** Every page but the exam room and the live rooms: the product's frame, the person's places, and a human. */
export function SiteLayout({ width, density, children }: Frame & { readonly children: ReactNode }): ReactNode {
  const t = useT();
  const account = useRoute(me, {}).data?.account;
  const allowed = places.filter(({ role }) => account?.roles.includes(role));
  // Two roles may lead to one page.
  const mine = allowed.filter(({ href }, index) => allowed.findIndex((one) => one.href === href) === index);
  // Whoever has only their own way through the exam reads a few pages, in the middle of the window.
  const isAtWork = account?.roles.some((role) => role !== "CANDIDATE") ?? false;
  const answersCalls = account?.roles.some((role) => role === "SUPPORT" || role === "DIRECTOR") ?? false;
  const calls = useRoute(outstandingHelpCalls, {}, { isEnabled: answersCalls, pollMs: 20_000 }).data?.calls.length ?? 0;
  const navigation = (
    <div className="row">
      {mine.map(({ role, href, label }) => (
        <NavLink key={`${role}${href}`} to={href} end={href === "/resultats"}>
          {t(label)}
          {href === "/appels" && calls > 0 && ` (${calls})`}
        </NavLink>
      ))}
    </div>
  );
  return (
    <HelpPanel>
      {(open) => (
        <AppFrame
          onHelp={open}
          account={<AccountMenu />}
          frame={isAtWork ? "full" : "centred"}
          {...(width ? { width } : {})}
          {...(density ? { density } : {})}
          {...(mine.length > 1 ? { navigationLabel: t("common.places"), navigation } : {})}
        >
          {account?.roles.includes("CANDIDATE") && (
            <Suspense>
              <OpenActivity accountId={account.accountId} />
            </Suspense>
          )}
          {children}
        </AppFrame>
      )}
    </HelpPanel>
  );
}

function AccountMenu(): ReactNode {
  const t = useT();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const account = useRoute(me, {}).data?.account;
  const leave = useChange(signOut);
  if (!account) return <Link href="/connexion">{t("common.signInLink")}</Link>;
  const signOutNow = (): void =>
    leave.mutate(
      {},
      {
        onSettled: () => {
          queries.clear();
          void navigate("/");
        },
      },
    );
  return (
    <span className="row">
      <Link href="/compte">{`${account.givenName} ${account.familyName}`}</Link>
      <Button variant="quiet" size="small" isBusy={leave.isPending} onClick={signOutNow}>
        {t("common.signOut")}
      </Button>
    </span>
  );
}
