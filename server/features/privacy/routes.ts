import * as contract from "#shared/protocol/privacy.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { recordConsents } from "./record-consents.ts";

export const privacyRoutes: readonly BoundRoute[] = [serve(contract.recordConsents, recordConsents)];
