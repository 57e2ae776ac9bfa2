import type { ReactNode } from "react";
import { useParams } from "react-router";
import { HelpButton } from "#client/features/messages/help-button.tsx";
import { TechCheck } from "#client/features/rooms/tech-check/tech-check.tsx";

/** With a registration the outcome is kept; without one, anybody signed in as a candidate may try. */
export function TechCheckPage(): ReactNode {
  const { registrationId } = useParams();
  return <TechCheck registrationId={registrationId} renderHelp={() => <HelpButton />} />;
}
