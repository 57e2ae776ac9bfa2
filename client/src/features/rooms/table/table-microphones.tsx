import { useState, type ReactNode } from "react";
import { shownStationCode } from "#shared/domain/paper/station-code.ts";
import { giveMicrophone, tableMicrophones } from "#shared/protocol/table-microphones.ts";
import { useT } from "#client/app/i18n.tsx";
import { useSessionDates } from "#client/app/use-dates.ts";
import { useChange, useRoute } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, StateTag } from "#client/ui/index.ts";
import styles from "../stage/desk.module.css";

// Nobody looks at a microphone that lies there: whoever leads reads at once that it is not heard any more.
const pollMs = { given: 1_000, none: 5_000 } as const;

/** Microphones on the table, each for one person: then an oral in person is kept and marked as one at home. */
export function TableMicrophones({
  roomId,
  timeZone,
}: {
  readonly roomId: string;
  readonly timeZone: string;
}): ReactNode {
  const t = useT();
  const { time } = useSessionDates(timeZone);
  const [isAnyGiven, setAnyGiven] = useState(false);
  const query = useRoute(tableMicrophones, { params: { roomId } }, { pollMs: isAnyGiven ? pollMs.given : pollMs.none });
  const isGivenNow = query.data?.people.some(({ isGiven }) => isGiven) ?? false;
  if (isGivenNow !== isAnyGiven) setAnyGiven(isGivenNow);
  const give = useChange(giveMicrophone, [tableMicrophones]);
  const given = give.data;
  const nameOf = (peer: string | undefined): string =>
    query.data?.people.find((person) => person.peer === peer)?.name ?? "";
  return (
    <Card title={t("rooms.tableMicrophones")}>
      <p>{t("rooms.tableMicrophonesHelp", { address: `${location.origin}/micro` })}</p>
      <RefusalNotice error={give.error} />
      {given && (
        <p role="status">
          {t("rooms.tableCodeFor", { name: nameOf(give.variables?.body.peer) })}{" "}
          <output className={styles.clock} data-testid="microphone-code">
            {shownStationCode(given.code)}
          </output>{" "}
          {t("rooms.tableCodeUntil", { time: time(given.expiresAt) })}
        </p>
      )}
      <ul className={styles.prompts} aria-label={t("rooms.tableMicrophones")}>
        {query.data?.people.map(({ peer, name, isGiven, isConnected }) => (
          <li key={peer} className={styles.parts}>
            <Button size="small" onClick={() => give.mutate({ params: { roomId }, body: { peer } })}>
              {t("rooms.tableGive", { name })}
            </Button>
            {isGiven && (
              <StateTag tone={isConnected ? "success" : "attention"} shape={isConnected ? "full" : "hollow"}>
                {t(isConnected ? "rooms.tableConnected" : "rooms.tableNotConnected")}
              </StateTag>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
