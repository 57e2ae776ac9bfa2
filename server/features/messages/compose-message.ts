import type { Locale } from "#shared/i18n/locale.ts";
import { translate } from "#shared/i18n/translate.ts";
import type { Deps } from "../../platform/deps.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { createLinkStep } from "../accounts/steps.ts";
import { queueMessageStep } from "./steps.ts";

export type IncidentKind =
  | "incidentFacts"
  | "incidentTime"
  | "incidentCall"
  | "incidentDecided"
  | "incidentReviewed"
  | "incidentAnnulled"
  | "incidentBody";
type Kind =
  | "invitation"
  | "link"
  | "booking"
  | "newDate"
  | "accommodation"
  | "resultToCandidate"
  | "reminder"
  | "marksDue"
  | "resultToBody"
  | "annulled"
  | "reviewAsked"
  | "reviewOpened"
  | IncidentKind;

export interface Reader {
  readonly id: string;
  readonly email: string;
  readonly locale: string;
}

export const reader = { id: true, email: true, locale: true } as const;
export const localeOf = (account: Reader): Locale => (account.locale === "en" ? "en" : "fr");

/** One message of a kind; `more` is said after its text. */
export async function write(
  uow: UnitOfWork,
  cause: string,
  kind: Kind,
  account: Reader,
  link: string,
  more: readonly string[] = [],
): Promise<void> {
  const locale = localeOf(account);
  const lines = [
    translate(locale, "messages.greeting"),
    "",
    translate(locale, `messages.${kind}Text`),
    ...more,
    "",
    translate(locale, "messages.openLink", { link }),
    "",
    translate(locale, "messages.human"),
    ...(link.includes("/lien#") ? [translate(locale, "messages.linkOnce")] : []),
    "",
    translate(locale, "messages.signature"),
  ];
  await queueMessageStep(uow, {
    cause: causeFor(cause, account),
    accountId: account.id,
    toEmail: account.email,
    kind,
    subject: translate(locale, `messages.${kind}Subject`),
    body: lines.join("\n"),
  });
}

/** The same event and the same reader write one message. */
export const causeFor = (cause: string, account: Pick<Reader, "id">): string => `${cause}:${account.id}`;

/** A link that enters the person's file, once; what opens stands behind `#`, which no server and no proxy is sent. Its host is ours, never that of whoever acted: it may be a colleague's window. */
export async function entryLink(uow: UnitOfWork, deps: Deps, accountId: string): Promise<string> {
  const { token } = await createLinkStep(uow, accountId);
  return `${deps.config.publicUrl}/lien#${token}`;
}
