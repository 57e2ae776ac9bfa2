import * as contract from "#shared/protocol/policies.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { approvePolicy, proposePolicy, refusePolicy, withdrawPolicy } from "./decide.ts";
import { policyDesk } from "./desk.ts";

export const policyRoutes: readonly BoundRoute[] = [
  serve(contract.policyDesk, policyDesk),
  serve(contract.proposePolicy, proposePolicy),
  serve(contract.approvePolicy, approvePolicy),
  serve(contract.refusePolicy, refusePolicy),
  serve(contract.withdrawPolicy, withdrawPolicy),
];
