import { useState, type ReactNode } from "react";
import { useParams } from "react-router";
import { topicOf } from "#shared/protocol/live.ts";
import { roomLooks } from "#shared/protocol/room-look.ts";
import { useRoute } from "#client/net/query.ts";
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
    <Looks sittingId={id} readmitsSeatId={readmitsSeatId} />
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

/**
 * The look at the document, then at the room. While the room is looked at, that comes first: the point that is read out
 * is in view, and covers nothing of the form. The form keeps its place on the page, and so its focus.
 */
function Looks({ sittingId, readmitsSeatId }: { readonly sittingId: string; readonly readmitsSeatId: string | null }): ReactNode {
  const [look] = useRoute(roomLooks, { params: { sittingId } }, { topics: [topicOf.sitting(sittingId)] }).data?.looks ?? [];
  const isRoomFirst = look !== undefined && look.now !== null;
  const [hasBegun, setBegun] = useState(false);
  const room = <RoomLookDesk sittingId={sittingId} isJustBegun={hasBegun} onBegin={() => setBegun(true)} />;
  return (
    <>
      {isRoomFirst && room}
      <IdentityForm sittingId={sittingId} readmitsSeatId={readmitsSeatId} />
      {!isRoomFirst && room}
    </>
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
