import { err, ok } from "#shared/kernel/result.ts";
import * as contract from "#shared/protocol/accommodations.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { decideAccommodation } from "./decide-accommodation.ts";
import { fileOf, filesToRead } from "./files.ts";
import { requestAccommodation } from "./request-accommodation.ts";

export const accommodationRoutes: readonly BoundRoute[] = [
  serve(contract.myAccommodations, async ({ db, clock }, actor, { params: { registrationId } }) => {
    const file = await fileOf(db, registrationId, clock.now(), actor.accountId);
    return file ? ok(file) : err("NOT_FOUND");
  }),
  serve(contract.requestAccommodation, requestAccommodation),
  serve(contract.accommodationFiles, async ({ db, clock }) => ok({ files: await filesToRead(db, clock.now()) })),
  serve(contract.decideAccommodation, decideAccommodation),
];
