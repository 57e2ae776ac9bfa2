import type { UseQueryResult } from "@tanstack/react-query";
import { me } from "#shared/protocol/accounts.ts";
import { journey } from "#shared/protocol/journey.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import type { CallError } from "#client/net/http.ts";
import { useRoute } from "#client/net/query.ts";

/** The person's way, refreshed as soon as anything of it changes. */
export function useJourney(): UseQueryResult<RouteAnswer<typeof journey>, CallError> {
  const account = useRoute(me, {}).data?.account;
  return useRoute(journey, {}, { topics: account ? [topicOf.account(account.accountId)] : [] });
}
