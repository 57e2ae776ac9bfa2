import { useQueryClient } from "@tanstack/react-query";
import { useEffect, type ReactNode } from "react";
import { NavLink, Outlet, useLocation, useMatches, useNavigate } from "react-router";
import { me, signOut } from "#shared/protocol/accounts.ts";
import type { Role } from "#shared/domain/accounts/roles.ts";
import { AppFrame } from "#client/app/app-frame.tsx";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Button, Link, LinkProvider, type AppShellProps } from "#client/ui/index.ts";
import type { ClientMessageKey } from "#shared/i18n/translator.ts";
import { RouterLink } from "#client/app/router-link.tsx";
import { HelpPanel } from "#client/app/help-panel.tsx";

/** What a route may say about its frame, in its `handle`. */
export interface PageHandle {
  readonly width?: AppShellProps["width"];
  readonly density?: AppShellProps["density"];
}

const isHandle = (value: unknown): value is PageHandle => typeof value === "object" && value !== null;

const places: readonly { readonly role: Role; readonly href: string; readonly label: ClientMessageKey }[] = [
  { role: "CANDIDATE", href: "/parcours", label: "common.placeJourney" },
  { role: "CLERK", href: "/ordre", label: "common.placeOrder" },
  { role: "ADVISER", href: "/bureau", label: "common.placeDesk" },
  { role: "SUPPORT", href: "/accueil", label: "common.placeSupport" },
  { role: "RATER", href: "/correction", label: "common.placeMarking" },
  { role: "DIRECTOR", href: "/resultats", label: "common.placeResults" },
];

/** Where each role begins. */
export const homeOf = (roles: readonly Role[]): string => places.find(({ role }) => roles.includes(role))?.href ?? "/compte";

/** Every page but the exam room and the live rooms: the product's frame, the person's places, and a human. */
export function SiteLayout(): ReactNode {
  const account = useRoute(me, {}).data?.account;
  const handles = useMatches().map(({ handle }) => handle).filter(isHandle);
  const handle: PageHandle = Object.assign({}, ...handles);
  const mine = places.filter(({ role }) => account?.roles.includes(role));
  const t = useT();
  return (
    <LinkProvider component={RouterLink}>
      <FocusOnNavigation />
      <HelpPanel>
        {(open) => (
          <AppFrame
            onHelp={open}
            {...(handle.width ? { width: handle.width } : {})}
            {...(handle.density ? { density: handle.density } : {})}
            account={<AccountMenu />}
            {...(mine.length > 1
              ? {
                  navigationLabel: t("common.places"),
                  navigation: (
                    <div className="row">
                      {mine.map(({ href, label }) => (
                        <NavLink key={href} to={href}>
                          {t(label)}
                        </NavLink>
                      ))}
                    </div>
                  ),
                }
              : {})}
          >
            <Outlet />
          </AppFrame>
        )}
      </HelpPanel>
    </LinkProvider>
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

/** A new page is announced and read from its top: its heading gets the focus, its title names the window. */
function FocusOnNavigation(): null {
  const { pathname } = useLocation();
  const t = useT();
  // The heading exists once the lazy page has rendered, so it is looked for after the change.
  useEffect(() => {
    const timer = setTimeout(() => {
      const heading = document.querySelector("main h1");
      document.title = heading?.textContent ? `${heading.textContent} – ${t("common.product")}` : t("common.product");
    }, 300);
    return () => clearTimeout(timer);
  }, [pathname, t]);
  return null;
}
