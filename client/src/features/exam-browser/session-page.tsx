import { useRef, useState, type ReactNode } from "react";
import { useParams } from "react-router";
import { useT } from "#client/app/i18n.tsx";
import { useDates, useSessionDates } from "#client/app/use-dates.ts";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, ConfirmDialog, EmptyState, PageHeader, StateTag, TextField, useToast } from "#client/ui/index.ts";
import { me } from "#shared/protocol/accounts.ts";
import type { RouteAnswer, RouteDefinition } from "#shared/protocol/define.ts";
import { overrideExamBrowser, releaseExamBrowser, sessionExamBrowsers } from "#shared/protocol/exam-browser.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { sessionRules } from "#shared/protocol/lockdown.ts";
import { CampaignCard } from "./campaign-card.tsx";
import { Fact } from "./fact.tsx";
import styles from "./exam-browser.module.css";

type Browsers = RouteAnswer<typeof sessionExamBrowsers>;
type Sitting = Browsers["sittings"][number];
type Check = Sitting["checks"][number];

/** What the server lets the reader do for a person. */
interface May {
  readonly release: boolean;
  readonly override: boolean;
}

/** For whoever looks after a session: its configuration, and for each person what was expected beside what came. */
export function ExamBrowserPage(): ReactNode {
  const { sessionId = "" } = useParams();
  const t = useT();
  const topics = [topicOf.session(sessionId)];
  const rules = useRoute(sessionRules, { params: { sessionId } }, { topics });
  const session = rules.data;
  const query = useRoute(sessionExamBrowsers, { params: { sessionId } }, { topics, pollMs: 10_000 });
  const dates = useSessionDates(session?.timeZone ?? "UTC");
  const roles = useRoute(me, {}).data?.account?.roles;
  // Only whoever leads sessions has a desk to go back to.
  const isAdviser = roles?.includes("ADVISER") ?? false;
  const may = roles && { release: isAdviser, override: isAdviser || roles.includes("SUPPORT") };
  return (
    <div className="stack-loose">
      <PageHeader
        title={t("seb.title")}
        lead={session && `${dates.dateTime(session.startsAt)} · ${session.bodyName}`}
        backHref={isAdviser ? `/bureau/${sessionId}` : `/regles/${sessionId}`}
        backLabel={t(isAdviser ? "lead.backToDesk" : "lockdown.title")}
      />
      <p>{t("seb.lead")}</p>
      <Fetched query={rules}>
        {({ state }) => (
          <Fetched query={query}>
            {({ campaign, sittings }) => (
              <>
                <CampaignCard sessionId={sessionId} chosen={campaign} state={state} />
                {campaign && (
                  <section className="stack">
                    <h2>{t("seb.people")}</h2>
                    {sittings.length === 0 && <EmptyState title={t("seb.nobody")} />}
                    {sittings.map((one) => (
                      <Person key={one.sittingId} person={one} may={may} />
                    ))}
                  </section>
                )}
              </>
            )}
          </Fetched>
        )}
      </Fetched>
    </div>
  );
}

type Change<R extends RouteDefinition> = ReturnType<typeof useChange<R>>;

interface Letting {
  readonly release: Change<typeof releaseExamBrowser>;
  readonly override: Change<typeof overrideExamBrowser>;
}

function Person({ person, may }: { readonly person: Sitting; readonly may: May | undefined }): ReactNode {
  const t = useT();
  const dates = useDates();
  const [latest] = person.checks;
  // Here they outlive the form, which goes once they are done.
  const letting: Letting = {
    release: useChange(releaseExamBrowser, [sessionExamBrowsers]),
    override: useChange(overrideExamBrowser, [sessionExamBrowsers]),
  };
  return (
    <Card title={person.name} aria-label={person.name} look={person.lockedAt === null ? "plain" : "accent"}>
      <div className="stack">
        {person.lockedAt !== null && <p>{t("seb.lockedSince", { time: dates.time(person.lockedAt) })}</p>}
        {person.override && (
          <p>{t("seb.overriddenBy", { name: person.override.byName, reason: person.override.reason })}</p>
        )}
        {latest ? <Compared check={latest} /> : <p className="quiet">{t("seb.notYet")}</p>}
        {person.override === null && may && <WhoMay isLocked={person.lockedAt !== null} may={may} />}
        {person.override === null && may?.override && <LetIn person={person} may={may} {...letting} />}
      </div>
    </Card>
  );
}

const whys = ["NO_KEYS", "WRONG_CONFIG", "WRONG_BROWSER"] as const;

/** The pair of keys that decided, one under the other, with the address that they are of. */
function Compared({ check }: { readonly check: Check }): ReactNode {
  const t = useT();
  const dates = useDates();
  const why = whys.find((one) => one === check.outcome);
  const when = `${dates.time(check.at)}, ${t(check.way === "PAGE" ? "seb.way.PAGE" : "seb.way.HEADER")}`;
  return (
    <>
      <p>
        <StateTag tone={why ? "attention" : "success"} shape={why ? "triangle" : "full"}>
          {t(why ? "seb.notRecognised" : "seb.recognised")}
        </StateTag>
      </p>
      {why && <p>{t(`seb.why.${why}`)}</p>}
      <dl className={styles.facts}>
        <Fact name={t("seb.when")}>{when}</Fact>
        <Fact name={t("seb.address")}>{check.url}</Fact>
        <Fact name={t("seb.expected")}>
          <span className={styles.key}>{check.expected}</span>
        </Fact>
        <Fact name={t("seb.received")}>
          {check.received === "" ? t("seb.nothing") : <span className={styles.key}>{check.received}</span>}
        </Fact>
      </dl>
    </>
  );
}

/** Who lets this person go on, in words for whoever does not. */
function WhoMay({ isLocked, may }: { readonly isLocked: boolean; readonly may: May }): ReactNode {
  const t = useT();
  return (
    <>
      {isLocked && !may.release && <p className="quiet">{t("seb.whoReleases")}</p>}
      {!may.override && <p className="quiet">{t("seb.whoOverrides")}</p>}
    </>
  );
}

/** A person lets somebody go on, with a reason that is read; without the program it is for good, and asked once more. */
function LetIn({ person, may, release, override }: { readonly person: Sitting; readonly may: May } & Letting): ReactNode {
  const t = useT();
  const showToast = useToast();
  const { sittingId, name, lockedAt } = person;
  const [reason, setReason] = useState("");
  const [isTried, setTried] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const isMissing = reason.trim().length < 3;
  const given = { params: { sittingId }, body: { reason: reason.trim() } };
  const withReason = (act: () => void): void => {
    setTried(true);
    if (isMissing) field.current?.focus();
    else act();
  };
  const releaseNow = (): void =>
    release.mutate(given, {
      onSuccess: () => {
        showToast(t("seb.released", { name }), "success");
        setReason("");
        setTried(false);
      },
    });
  const overrideNow = (): void =>
    override.mutate(given, {
      onSuccess: () => showToast(t("seb.overridden", { name }), "success"),
      onSettled: () => setAsked(false),
    });
  return (
    <>
      <TextField
        ref={field}
        label={t("seb.reason")}
        {...(isTried && isMissing ? { error: t("seb.reasonNeeded") } : {})}
        value={reason}
        maxLength={300}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="row">
        {lockedAt !== null && may.release && (
          <Button variant="primary" isBusy={release.isPending} onClick={() => withReason(releaseNow)}>
            {t("seb.release")}
          </Button>
        )}
        <Button variant="quiet" onClick={() => withReason(() => setAsked(true))}>
          {t("seb.override")}
        </Button>
      </div>
      <RefusalNotice error={release.error ?? override.error} />
      <ConfirmDialog
        isOpen={isAsked}
        title={t("seb.overrideTitle", { name })}
        confirmLabel={t("seb.override")}
        cancelLabel={t("common.cancel")}
        isBusy={override.isPending}
        onCancel={() => setAsked(false)}
        onConfirm={overrideNow}
      >
        <p>{t("seb.overrideText")}</p>
      </ConfirmDialog>
    </>
  );
}
