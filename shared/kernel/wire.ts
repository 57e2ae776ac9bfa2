import { z } from "zod";

/** Ids are UUIDs on the wire and in the database. */
export const id = z.uuid();
/** An instant, ISO 8601 in UTC. Dates cross the wire as text and are parsed where they are shown. */
export const instant = z.iso.datetime({ offset: true });
/** A calendar day, `YYYY-MM-DD`. */
export const day = z.iso.date();
