import type { ReactNode } from "react";
import { Navigate } from "react-router";
import { me, publicConfig } from "#shared/protocol/accounts.ts";
import { useT } from "#client/app/i18n.tsx";
import { homeOf } from "#client/app/site-layout.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Card, Link, LinkButton, PageHeader } from "#client/ui/index.ts";

/** The welcome page of a visitor; anybody who is signed in goes straight to their place. */
export function HomePage(): ReactNode {
  const t = useT();
  const account = useRoute(me, {});
  const config = useRoute(publicConfig, {});
  return (
    <Fetched query={account}>
      {(data) =>
        data.account ? (
          <Navigate to={homeOf(data.account.roles)} replace />
        ) : (
          <div className="stack-loose">
            <PageHeader title={t("common.welcomeTitle")} lead={t("common.welcomeLead")} />
            <div className="grid-tiles">
              <Card title={t("common.welcomeEnter")} actions={<LinkButton href="/connexion" variant="primary">{t("common.signInLink")}</LinkButton>}>
                <p>{t("common.welcomeEnterText")}</p>
              </Card>
              <Card title={t("common.welcomeVerify")} actions={<LinkButton href="/verifier">{t("common.welcomeVerifyAction")}</LinkButton>}>
                <p>{t("common.welcomeVerifyText")}</p>
              </Card>
              {config.data?.isDemonstration && (
                <Card title={t("common.welcomeDemo")} actions={<LinkButton href="/demo">{t("common.welcomeDemoAction")}</LinkButton>}>
                  <p>{t("common.welcomeDemoText")}</p>
                </Card>
              )}
            </div>
            <p>
              <Link href="/engagements">{t("common.welcomePromises")}</Link>
            </p>
          </div>
        )
      }
    </Fetched>
  );
}
