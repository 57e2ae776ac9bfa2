import type { ReactNode } from "react";
import { useParams } from "react-router";
import { oralActivities } from "#shared/domain/marking/units.ts";
import { useT } from "#client/app/i18n.tsx";
import { PageHeader } from "#client/ui/index.ts";
import { OralRubric } from "./oral-rubric.tsx";

/** A further oral mark that was asked of an adviser after the day. */
export function OralPage(): ReactNode {
  const t = useT();
  const { sittingId = "", activity: given } = useParams();
  const activity = oralActivities.find((one) => one === given) ?? "DISCUSSION";
  return (
    <div className="stack">
      <PageHeader
        title={t(activity === "DISCUSSION" ? "marking.discussionRubric" : "marking.interviewRubric")}
        backHref="/correction"
        backLabel={t("marking.backToQueue")}
      />
      <OralRubric sittingId={sittingId} activity={activity} titleLevel={2} />
    </div>
  );
}
