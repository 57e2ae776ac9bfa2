import * as contract from "#shared/protocol/typed-history.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { openTypedHistory } from "./open-history.ts";
import { openMarkedHistory } from "./open-marked-history.ts";

export const typedHistoryRoutes: readonly BoundRoute[] = [
  serve(contract.openTypedHistory, openTypedHistory),
  serve(contract.openMarkedHistory, openMarkedHistory),
];
