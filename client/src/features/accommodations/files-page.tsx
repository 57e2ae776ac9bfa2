import type { ReactNode } from "react";
import { accommodationFiles, type AccommodationFile } from "#shared/protocol/accommodations.ts";
import { useDates } from "#client/app/use-dates.ts";
import { useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Card, Disclosure, EmptyState, PageHeader, StateTag } from "#client/ui/index.ts";
import { DecisionCard } from "./decision-card.tsx";
import { DecisionForm } from "./decision-form.tsx";

/** For the support staff and the directorate: what people ask for, those who wait first, and what is decided. */
export function AccommodationFilesPage(): ReactNode {
  const t = useT();
  const files = useRoute(accommodationFiles, {}, { pollMs: 30_000 });
  return (
    <div className="stack-loose">
      <PageHeader title={t("accommodations.filesTitle")} lead={t("accommodations.filesLead")} />
      <Fetched query={files}>
        {(data) =>
          data.files.length === 0 ? (
            <EmptyState title={t("accommodations.filesEmpty")}>{t("accommodations.filesEmptyWhy")}</EmptyState>
          ) : (
            data.files.map((file) => <FileCard key={file.registrationId} file={file} />)
          )
        }
      </Fetched>
    </div>
  );
}

function FileCard({ file }: { readonly file: AccommodationFile }): ReactNode {
  const t = useT();
  const { request, decision, isWaiting, isOpen } = file;
  const dates = useDates(file.timeZone ?? undefined);
  const seat = file.startsAt
    ? t("accommodations.seat", {
        when: dates.dateTime(file.startsAt),
        mode: t(file.deliveryMode === "IN_PERSON" ? "common.modeInPerson" : "common.modeOnline"),
      })
    : t("accommodations.noSeat");
  return (
    <Card
      title={file.name}
      aside={
        <StateTag shape={isWaiting ? "triangle" : "full"} tone={isWaiting ? "attention" : "success"}>
          {t(isWaiting ? "accommodations.toDecide" : "accommodations.decided")}
        </StateTag>
      }
    >
      <p className="quiet">
        {file.bodyName} · {seat}
      </p>
      {request && (
        <div className="stack">
          <p>
            <strong>{request.wishes.map((wish) => t(`accommodations.wish.${wish}`)).join("; ")}</strong>
          </p>
          <p>{request.text}</p>
          {request.why !== "" && <p className="quiet">{t("accommodations.whySaid", { why: request.why })}</p>}
        </div>
      )}
      {decision && <DecisionCard decision={decision} />}
      {isOpen ? (
        <Disclosure
          summary={t(isWaiting ? "accommodations.decide" : "accommodations.decideAgain")}
          isOpenAtFirst={isWaiting}
        >
          <DecisionForm key={decision?.decidedAt} file={file} />
        </Disclosure>
      ) : (
        <p className="quiet">{t("accommodations.dayBegun")}</p>
      )}
    </Card>
  );
}
