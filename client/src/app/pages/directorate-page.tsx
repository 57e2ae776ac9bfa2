import type { ReactNode } from "react";
import { me } from "#shared/protocol/accounts.ts";
import type { Role } from "#shared/domain/accounts/roles.ts";
import type { ClientMessageKey } from "#shared/i18n/translator.ts";
import { useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Card, classNames, Link, PageHeader } from "#client/ui/index.ts";
import styles from "./directorate-page.module.css";

interface Place {
  readonly href: string;
  readonly title: ClientMessageKey;
  readonly about: ClientMessageKey;
  /** The committee reads it too. */
  readonly isOfCommittee?: boolean;
}

/** Every page of the directorate and of the committee, by task: a page that is added for them is added here. */
const groups = [
  {
    group: "RESULTS",
    pages: [
      { href: "/resultats", title: "confirmation.title", about: "directorate.about.results" },
      { href: "/resultats/retards", title: "late.title", about: "directorate.about.late" },
      { href: "/enregistrements", title: "kept.title", about: "directorate.about.recordings" },
    ],
  },
  {
    group: "PEOPLE",
    pages: [
      { href: "/incidents", title: "common.placeIncidents", about: "directorate.about.incidents" },
      { href: "/adaptations", title: "common.placeAccommodations", about: "directorate.about.accommodations" },
      { href: "/appels", title: "common.placeCalls", about: "directorate.about.calls" },
    ],
  },
  {
    group: "MARKING",
    pages: [
      { href: "/resultats/repartition", title: "allotment.title", about: "directorate.about.allotment" },
      { href: "/correction/signalements", title: "marking.referrals", about: "directorate.about.referrals" },
      { href: "/resultats/constance", title: "consistency.team", about: "directorate.about.consistency" },
      { href: "/resultats/etalonnage", title: "calibration.title", about: "directorate.about.calibration" },
      { href: "/resultats/equite", title: "equity.title", about: "directorate.about.equity", isOfCommittee: true },
    ],
  },
  {
    group: "RULES",
    pages: [
      { href: "/resultats/regles", title: "policies.title", about: "directorate.about.examRules", isOfCommittee: true },
      { href: "/regles", title: "lockdown.back", about: "directorate.about.sessionRules" },
      { href: "/resultats/transcriptions", title: "textcheck.title", about: "directorate.about.transcriptions" },
    ],
  },
  {
    group: "CONTENT",
    pages: [
      { href: "/cahiers", title: "forms.title", about: "directorate.about.forms", isOfCommittee: true },
      { href: "/resultats/items", title: "items.title", about: "directorate.about.items" },
    ],
  },
] as const satisfies readonly { readonly group: string; readonly pages: readonly Place[] }[];

type DirectoratePlace = (typeof groups)[number]["pages"][number];

const pagesFor = (pages: readonly DirectoratePlace[], roles: readonly Role[]): readonly DirectoratePlace[] =>
  roles.includes("DIRECTOR") ? pages : pages.filter((page) => "isOfCommittee" in page && roles.includes("COMMITTEE"));

/** Where the directorate and the committee begin: each of their pages, one press away. */
export function DirectoratePage(): ReactNode {
  const t = useT();
  const account = useRoute(me, {});
  return (
    <Fetched query={account}>
      {(data) => {
        const roles = data.account?.roles ?? [];
        return (
          <div className="stack-loose">
            <PageHeader
              title={t(roles.includes("DIRECTOR") ? "directorate.title" : "directorate.committee")}
              lead={t("directorate.lead")}
            />
            <div className={classNames("grid-tiles", styles.groups)}>
              {groups.map(({ group, pages }) => {
                const shown = pagesFor(pages, roles);
                if (shown.length === 0) return null;
                return (
                  <Card key={group} title={t(`directorate.group.${group}`)}>
                    <ul className={styles.pages}>
                      {shown.map(({ href, title, about }) => (
                        <li key={href}>
                          <Link href={href}>{t(title)}</Link>
                          <p className="quiet small">{t(about)}</p>
                        </li>
                      ))}
                    </ul>
                  </Card>
                );
              })}
            </div>
          </div>
        );
      }}
    </Fetched>
  );
}
