import * as contract from "#shared/protocol/journey.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { readJourneys } from "./read-journeys.ts";

export const journeyRoutes: readonly BoundRoute[] = [serve(contract.journey, readJourneys)];
