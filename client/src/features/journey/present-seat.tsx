import { useState, type ReactNode } from "react";
import { publicConfig } from "#shared/protocol/accounts.ts";
import { journey as journeyRoute, type JourneyView } from "#shared/protocol/journey.ts";
import { cancelBooking, openSessions } from "#shared/protocol/scheduling.ts";
import { useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import { useChange, useRoute } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, ConfirmDialog, useToast } from "#client/ui/index.ts";
import { seatWords } from "./journey-steps.tsx";
import { SessionTime } from "./session-time.tsx";

type Booking = NonNullable<JourneyView["booking"]>;

/** The seat that is held, until when it can be changed, and the way to give it back. */
export function PresentSeat({
  journey,
  booking,
}: {
  readonly journey: JourneyView;
  readonly booking: Booking;
}): ReactNode {
  const t = useT();
  const toast = useToast();
  const dates = useDates(journey.person.timeZone);
  const isDemonstration = useRoute(publicConfig, {}).data?.isDemonstration ?? false;
  const [isAsking, setAsking] = useState(false);
  const cancel = useChange(cancelBooking, [journeyRoute, openSessions]);
  const give = (): void =>
    cancel.mutate(
      { params: { registrationId: journey.registrationId }, body: { bookingId: booking.bookingId } },
      { onSuccess: () => toast(t("scheduling.cancelled"), "success"), onSettled: () => setAsking(false) },
    );
  const until = isDemonstration
    ? t("scheduling.changeAnytime")
    : t("scheduling.changeUntil", { date: dates.dateTime(booking.changeUntil, "long") });
  return (
    <Card
      title={t("scheduling.yours")}
      {...(booking.canChange
        ? { actions: <Button onClick={() => setAsking(true)}>{t("scheduling.cancel")}</Button> }
        : {})}
    >
      <p>
        <strong>
          <SessionTime at={booking.startsAt} timeZone={booking.timeZone} ownZone={journey.person.timeZone} />
        </strong>
      </p>
      <p>{seatWords(t, booking)}</p>
      <p className="quiet">{booking.canChange ? until : t("scheduling.tooLate")}</p>
      <RefusalNotice error={cancel.error} />
      <ConfirmDialog
        isOpen={isAsking}
        title={t("scheduling.cancelAsk")}
        confirmLabel={t("scheduling.cancel")}
        cancelLabel={t("scheduling.keep")}
        isBusy={cancel.isPending}
        onConfirm={give}
        onCancel={() => setAsking(false)}
      >
        <p>{t("scheduling.cancelText")}</p>
      </ConfirmDialog>
    </Card>
  );
}
