import type { ReactNode } from "react";
import { useParams } from "react-router";
import { WatchersTool } from "#client/features/desk/watchers-tool.tsx";
import { IdentityForm } from "#client/features/identity/identity-form.tsx";
import { RoomLookDesk } from "#client/features/identity/room-look-desk.tsx";
import { OralRubric } from "#client/features/marking/oral-rubric.tsx";
import { CheckInDesk } from "#client/features/rooms/check-in/check-in-desk.tsx";
import { DiscussionDesk, type RubricPerson } from "#client/features/rooms/discussion/discussion-desk.tsx";
import { InterviewDesk } from "#client/features/rooms/interview/interview-desk.tsx";
import { NewDateCard } from "#client/features/scheduling/new-date-page.tsx";

/** The advisers' live pages, in which rooms, the identity form and the rubric meet. */

export function CheckInPage(): ReactNode {
  const { sessionId = "", sittingId = "" } = useParams();
  const renderIdentity = (id: string, readmitsSeatId: string | null): ReactNode => (
    <>
      <IdentityForm sittingId={id} readmitsSeatId={readmitsSeatId} />
      <RoomLookDesk sittingId={id} />
    </>
  );
  return (
    <CheckInDesk
      sessionId={sessionId}
      sittingId={sittingId}
      renderIdentity={renderIdentity}
      renderNewDate={(id) => <NewDateCard sittingId={id} />}
    />
  );
}

const renderRubric = (person: RubricPerson, activity: "DISCUSSION" | "INTERVIEW"): ReactNode => (
  <OralRubric
    sittingId={person.sittingId}
    activity={activity}
    personName={person.name}
    isUnderWay={person.isUnderWay}
  />
);

export function DiscussionPage(): ReactNode {
  const { sessionId = "" } = useParams();
  return (
    <DiscussionDesk
      sessionId={sessionId}
      renderRubric={renderRubric}
      captionsTool={<WatchersTool sessionId={sessionId} duty="CAPTIONS" />}
    />
  );
}

export function InterviewPage(): ReactNode {
  const { sessionId = "", sittingId = "" } = useParams();
  return <InterviewDesk sessionId={sessionId} sittingId={sittingId} renderRubric={renderRubric} />;
}
