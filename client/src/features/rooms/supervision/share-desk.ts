import type { SupervisionDesk } from "./use-supervision-desk.ts";

/**
 * Several sessions on one board are one desk: their small pictures show the same, one person of them all is looked at,
 * and whoever speaks to somebody ends that before they speak to somebody of another session.
 */
export function shareDesk(
  desk: SupervisionDesk,
  all: readonly SupervisionDesk[],
  shared: Pick<SupervisionDesk, "picture" | "setPicture" | "isLooking" | "setLooking">,
): SupervisionDesk {
  const talking = all.find(({ talk }) => talk.peer !== undefined);
  if (!talking) return { ...desk, ...shared };
  return { ...desk, ...shared, partner: talking.partner, talk: { ...talking.talk, begin: desk.talk.begin } };
}
