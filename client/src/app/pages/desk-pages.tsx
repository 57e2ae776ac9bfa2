import type { ReactNode } from "react";
import { BoardPage } from "#client/features/desk/board-page.tsx";
import { IdentityForm } from "#client/features/identity/identity-form.tsx";
import { RecordPanel } from "#client/features/integrity/record-panel.tsx";
import { ArrivalsPage } from "#client/features/paper/arrivals-page.tsx";

/** Pages in which several features meet: the identity form and the record are the same wherever they are shown. */

const renderIdentity = (sittingId: string, onRecorded: () => void): ReactNode => (
  <IdentityForm sittingId={sittingId} onRecorded={onRecorded} />
);

export function DeskBoardPage(): ReactNode {
  return (
    <BoardPage
      renderIdentity={renderIdentity}
      renderRecord={(sittingId) => <RecordPanel sittingId={sittingId} titleLevel={3} />}
    />
  );
}

export function SupportPage(): ReactNode {
  return <ArrivalsPage renderIdentity={renderIdentity} />;
}
