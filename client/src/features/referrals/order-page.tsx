import { useState, type ReactNode } from "react";
import { me } from "#shared/protocol/accounts.ts";
import { referralList, type ReferredView } from "#shared/protocol/referrals.ts";
import { useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Button, EmptyState, LinkButton, PageHeader, SelectField, TextField } from "#client/ui/index.ts";
import { filters, isInFilter, matches, type Filter } from "./filter-people.ts";
import styles from "./referrals.module.css";
import { PeopleTable } from "./people-table.tsx";

export interface OrderPageProps {
  /** The download of somebody's attestation, from the feature that owns it. */
  readonly attestation: (attestationId: string, fileName: string) => ReactNode;
}

/** An order's mailbox: who, where they are, since when, and who acts next. Never a mark. */
export function OrderPage({ attestation }: OrderPageProps): ReactNode {
  const t = useT();
  // Its own account names the order, so that the heading does not wait for the list.
  const bodyName = useRoute(me, {}).data?.account?.bodyName;
  const query = useRoute(referralList, {}, { pollMs: 30_000 });
  return (
    <div className="stack-loose">
      <PageHeader
        title={t("referrals.title")}
        {...(bodyName ? { lead: bodyName } : {})}
        actions={
          <>
            <LinkButton href="/ordre/liste">{t("referrals.referMany")}</LinkButton>
            <LinkButton variant="primary" href="/ordre/nouvelle">
              {t("referrals.referOne")}
            </LinkButton>
          </>
        }
      />
      <Fetched query={query} look="table">
        {({ people }) =>
          people.length === 0 ? (
            <EmptyState title={t("referrals.empty")}>{t("referrals.emptyWhy")}</EmptyState>
          ) : (
            <People people={people} attestation={attestation} />
          )
        }
      </Fetched>
    </div>
  );
}

const pageSize = 50;

function People({ people, attestation }: { readonly people: readonly ReferredView[] } & OrderPageProps): ReactNode {
  const t = useT();
  const [search, setSearch] = useState("");
  const [filter, setFilter] = useState<Filter>("ALL");
  const [shown, setShown] = useState(pageSize);
  const found = people.filter((person) => isInFilter(person, filter) && matches(person, search));
  const options = filters.map((value) => ({
    value,
    label: t(`referrals.filter${value}`, { count: people.filter((person) => isInFilter(person, value)).length }),
  }));
  return (
    <div className="stack">
      <search className={styles.tools}>
        <TextField
          label={t("referrals.search")}
          type="search"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <SelectField label={t("referrals.filter")} options={options} value={filter} onChange={setFilter} />
      </search>
      {found.length === 0 ? (
        <EmptyState title={t("referrals.noMatch")}>{t("referrals.noMatchWhy")}</EmptyState>
      ) : (
        <PeopleTable people={found.slice(0, shown)} attestation={attestation} />
      )}
      {found.length > shown && (
        <p>
          <Button onClick={() => setShown(shown + pageSize)}>
            {t("referrals.showMore", { count: Math.min(pageSize, found.length - shown) })}
          </Button>
        </p>
      )}
    </div>
  );
}
