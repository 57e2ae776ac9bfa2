import * as contract from "#shared/protocol/identity.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { identityFacts } from "./identity-facts.ts";
import { recordIdentityCheck } from "./record-identity-check.ts";

export const identityRoutes: readonly BoundRoute[] = [
  serve(contract.recordIdentityCheck, recordIdentityCheck),
  serve(contract.identityFacts, identityFacts),
];
