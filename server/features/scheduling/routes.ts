import * as contract from "#shared/protocol/scheduling.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { bookSession } from "./book-session.ts";
import { cancelBooking } from "./cancel-booking.ts";
import { chooseNewDate, newDate } from "./new-date.ts";
import { openSessions } from "./open-sessions.ts";

export const schedulingRoutes: readonly BoundRoute[] = [
  serve(contract.openSessions, openSessions),
  serve(contract.bookSession, bookSession),
  serve(contract.cancelBooking, cancelBooking),
  serve(contract.newDate, newDate),
  serve(contract.chooseNewDate, chooseNewDate),
];
