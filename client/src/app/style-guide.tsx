import type { ReactNode } from "react";
import { AppFrame } from "#client/app/app-frame.tsx";
import { useLocale, useT } from "#client/app/i18n.tsx";
import {
  ActionsSection,
  ColoursSection,
  DialogsSection,
  FormsSection,
  NoticesSection,
  TypeSection,
} from "#client/app/style-guide-basics.tsx";
import { samplesIn } from "#client/app/style-guide-samples.ts";
import { JourneySection, StatesSection, TableSection } from "#client/app/style-guide-parts.tsx";
import { DenseSection, MarkingSection, RoomSection, VideoSection } from "#client/app/style-guide-rooms.tsx";
import { PageHeader, useToast } from "#client/ui/index.ts";

/** /style-guide: every component with sample content, for those who build pages with them. */
export default function StyleGuide(): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const showToast = useToast();
  const samples = samplesIn(locale);
  return (
    <AppFrame onHelp={() => showToast(t("common.talkToSomeone"))} footer={<p>{t("common.product")}</p>}>
      <PageHeader title="Style guide" lead={samples.lead} />
      <div className="stack-loose">
        <TypeSection samples={samples} />
        <ColoursSection samples={samples} />
        <ActionsSection samples={samples} />
        <FormsSection samples={samples} />
        <NoticesSection samples={samples} />
        <DialogsSection samples={samples} />
        <JourneySection samples={samples} />
        <StatesSection samples={samples} />
        <TableSection samples={samples} />
        <RoomSection samples={samples} />
        <VideoSection samples={samples} />
        <MarkingSection samples={samples} />
        <DenseSection samples={samples} />
      </div>
    </AppFrame>
  );
}
