import type { RouteAnswer } from "#shared/protocol/define.ts";
import type { formItems } from "#shared/protocol/items.ts";

/** A form with how each of its reading items behaved. */
export type FormItems = RouteAnswer<typeof formItems>["forms"][number];
export type Item = FormItems["items"][number];
