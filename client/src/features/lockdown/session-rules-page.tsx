import { useState, type ReactNode } from "react";
import { useParams } from "react-router";
import { lockdownRules, lockdownSignals } from "#shared/domain/integrity/lockdown-policy.ts";
import { sideCameraRules, type SideCameraRule } from "#shared/domain/rooms/side-camera.ts";
import { disconnectionPolicy } from "#shared/domain/sitting/disconnection-policy.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { chooseRules, ruledSessions, sessionRules } from "#shared/protocol/lockdown.ts";
import { useT } from "#client/app/i18n.tsx";
import { useSessionDates } from "#client/app/use-dates.ts";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, ConfirmDialog, Link, Notice, PageHeader, RadioGroup, useToast } from "#client/ui/index.ts";
import { LevelTable } from "./level-table.tsx";
import { SessionName } from "./session-name.tsx";

type Rules = RouteAnswer<typeof sessionRules>;
type Choice = "STANDARD" | "STRICT";

/** The level under which a session is held: what each does in words, and the choice until the session opens. */
export function SessionRulesPage(): ReactNode {
  const { sessionId = "" } = useParams();
  const t = useT();
  const query = useRoute(sessionRules, { params: { sessionId } }, { topics: [topicOf.session(sessionId)] });
  return (
    <div className="stack-loose">
      <PageHeader
        title={t("lockdown.title")}
        lead={query.data && <SessionName session={query.data} />}
        backHref="/regles"
        backLabel={t("lockdown.back")}
      />
      <Fetched query={query}>
        {(rules) => (
          <>
            <InForce rules={rules} />
            <p>
              <Link href={`/bureau/${sessionId}/navigateur`}>{t("lockdown.examBrowser")}</Link>
            </p>
            {rules.state === "OPEN" ? (
              <Choosing key={rules.level + rules.sideCamera} sessionId={sessionId} rules={rules} />
            ) : (
              <Notice role="note" title={t("lockdown.fixedTitle")}>
                {t("lockdown.fixedText")}
              </Notice>
            )}
            <section className="stack">
              <h2>{t("lockdown.table")}</h2>
              <LevelTable version={rules.lockdownVersion} />
              <p>{t("lockdown.rehearsalText")}</p>
            </section>
          </>
        )}
      </Fetched>
    </div>
  );
}

function InForce({ rules }: { readonly rules: Rules }): ReactNode {
  const t = useT();
  const dates = useSessionDates(rules.timeZone);
  const { shareSeconds, deviceSeconds, lostSeconds } = disconnectionPolicy(rules.disconnectionVersion);
  const { chosenByName, chosenAt } = rules;
  return (
    <Card title={t("lockdown.now", { level: t(`lockdown.level.${rules.level}`) })} look="flat">
      <p className="quiet">
        {chosenByName === null || chosenAt === null
          ? t("lockdown.notChosen")
          : t("lockdown.chosenBy", { name: chosenByName, when: dates.dateTime(chosenAt) })}
      </p>
      {rules.deliveryMode === "ONLINE" && <p>{t(`sidecamera.now.${rules.sideCamera}`)}</p>}
      <p>{t("lockdown.neverText")}</p>
      <p>
        {rules.deliveryMode === "ONLINE"
          ? t("lockdown.delays", { share: shareSeconds, device: deviceSeconds, lost: lostSeconds })
          : t("lockdown.delaysInPerson", { lost: lostSeconds })}{" "}
        {t("lockdown.delaysExamBrowser")}
      </p>
    </Card>
  );
}

function Choosing({ sessionId, rules }: { readonly sessionId: string; readonly rules: Rules }): ReactNode {
  const t = useT();
  const toast = useToast();
  const [level, setLevel] = useState<Choice>(rules.level === "STRICT" ? "STRICT" : "STANDARD");
  const [sideCamera, setSideCamera] = useState<SideCameraRule>(rules.sideCamera);
  const [isAsked, setAsked] = useState(false);
  const choose = useChange(chooseRules, [sessionRules, ruledSessions]);
  const confirm = (): void =>
    choose.mutate(
      { params: { sessionId }, body: { level, sideCamera } },
      { onSuccess: () => toast(t("lockdown.done"), "success"), onSettled: () => setAsked(false) },
    );
  // What the strict level adds is read from the rules themselves, so that the words stay true of any version.
  const [standard, strict] = [lockdownRules(rules.lockdownVersion, "STANDARD"), lockdownRules(rules.lockdownVersion, "STRICT")];
  const more = lockdownSignals.filter((signal) => strict[signal].isNoted && !standard[signal].isNoted);
  const signals = more.map((signal) => t(`lockdown.signal.${signal}`).toLocaleLowerCase()).join(", ");
  return (
    <section className="stack">
      <RadioGroup<Choice>
        legend={t("lockdown.choose")}
        look="cards"
        value={level}
        onChange={setLevel}
        options={[
          { value: "STANDARD", label: t("lockdown.level.STANDARD"), hint: t("lockdown.hint.STANDARD") },
          { value: "STRICT", label: t("lockdown.level.STRICT"), hint: t("lockdown.hint.STRICT", { signals }) },
        ]}
      />
      {rules.deliveryMode === "ONLINE" && (
        <RadioGroup<SideCameraRule>
          legend={t("sidecamera.rule")}
          look="cards"
          value={sideCamera}
          onChange={setSideCamera}
          options={sideCameraRules.map((value) => ({ value, label: t(`sidecamera.rule.${value}`), hint: t(`sidecamera.hint.${value}`) }))}
        />
      )}
      <RefusalNotice error={choose.error} />
      <p>
        <Button variant="primary" onClick={() => setAsked(true)}>
          {t("lockdown.submit")}
        </Button>
      </p>
      <ConfirmDialog
        isOpen={isAsked}
        title={t("lockdown.confirmTitle", { level: t(`lockdown.level.${level}`) })}
        confirmLabel={t("lockdown.submit")}
        cancelLabel={t("common.cancel")}
        isBusy={choose.isPending}
        onConfirm={confirm}
        onCancel={() => setAsked(false)}
      >
        {rules.deliveryMode === "ONLINE" && <p>{t(`sidecamera.now.${sideCamera}`)}</p>}
        <p>{t("lockdown.confirmText", { version: String(rules.lockdownVersion) })}</p>
      </ConfirmDialog>
    </section>
  );
}
