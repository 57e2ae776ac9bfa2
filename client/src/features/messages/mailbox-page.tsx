import type { ReactNode } from "react";
import { developmentMailbox } from "#shared/protocol/messages.ts";
import { useDates } from "#client/app/use-dates.ts";
import { useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Card, EmptyState, PageHeader } from "#client/ui/index.ts";
import styles from "./mailbox.module.css";

/** What a mail server would have sent, newest first; links work. Only where no mail server is configured. */
export function MailboxPage(): ReactNode {
  const t = useT();
  const dates = useDates();
  const mailbox = useRoute(developmentMailbox, {}, { pollMs: 3_000 });
  return (
    <div className="stack-loose">
      <PageHeader title={t("demo.mailboxTitle")} lead={t("demo.mailboxLead")} />
      <Fetched query={mailbox}>
        {({ messages }) =>
          messages.length === 0 ? (
            <EmptyState title={t("demo.mailboxEmpty")}>{t("demo.mailboxEmptyText")}</EmptyState>
          ) : (
            <ul className={styles.list}>
              {messages.map((message) => (
                <li key={message.messageId}>
                  <Card title={message.subject} aside={<span className="quiet small">{dates.dateTime(message.createdAt)}</span>}>
                    <p className="quiet">{t("demo.mailboxTo", { email: message.toEmail })}</p>
                    <p className={styles.body}>
                      <WithLinks text={message.body} />
                    </p>
                  </Card>
                </li>
              ))}
            </ul>
          )
        }
      </Fetched>
    </div>
  );
}

const address = /(https?:\/\/\S+)/;

function WithLinks({ text }: { readonly text: string }): ReactNode {
  return text.split(address).map((part, index) =>
    address.test(part) ? (
      // The text of a message never changes, so a part's place names it.
      <a key={`${index}-${part}`} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  );
}
