import { frForDay } from "./day.ts";
import { frForEverybody } from "./everybody.ts";
import { messages } from "./messages.ts";
import { frForStaff } from "./staff.ts";

/** What the browser may show: every fragment except the e-mails. */
export const frForClient = { ...frForEverybody, ...frForDay, ...frForStaff };

export const fr = { ...frForClient, ...messages };
