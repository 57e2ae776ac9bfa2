import { enForDay } from "./day.ts";
import { enForEverybody } from "./everybody.ts";
import { messages } from "./messages.ts";
import { enForStaff } from "./staff.ts";

/** What the browser may show: every fragment except the e-mails. */
export const enForClient = { ...enForEverybody, ...enForDay, ...enForStaff };

export const en = { ...enForClient, ...messages };
