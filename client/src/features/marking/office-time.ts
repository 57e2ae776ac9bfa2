/** Deadlines are the Office's days, wherever the marker is. */
export const officeTimeZone = "America/Toronto";
