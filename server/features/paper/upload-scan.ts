import { beginsAs, isScanMime } from "#shared/domain/paper/scan-type.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { uploadScan as contract } from "#shared/protocol/paper.ts";
import { sha256Hex } from "../../platform/hash.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { scanStored } from "./queries.ts";
import { handedIn } from "./sitting.ts";
import { putScan } from "./store.ts";

/** A page of the handwritten text. What the file says it is must be what it begins as. */
export const uploadScan: RouteHandler<typeof contract> = (deps, actor, { params: { sittingId, page }, body }) =>
  commit(deps, async (uow) => {
    const found = await handedIn(uow.tx, actor, sittingId, "WRITING");
    if (!found.ok) return err(found.error);
    if (found.value.run("WRITING").seal) return err("ALREADY_LOCKED");
    const { bytes, mime } = body;
    if (bytes.length === 0) return err("UPLOAD_EMPTY");
    if (!isScanMime(mime) || !beginsAs(mime, bytes)) return err("UPLOAD_MISLABELLED");
    const sha256 = sha256Hex(bytes);
    await putScan(uow.tx, { sittingId, page, mime, sha256, bytes, uploadedById: actor.accountId, createdAt: uow.now });
    uow.audit({
      actorId: actor.accountId,
      type: scanStored,
      subjectType: "sitting",
      subjectId: sittingId,
      data: { page, mime, sha256, size: bytes.length },
    });
    uow.hint(topicOf.sitting(sittingId));
    uow.hint(topicOf.session(found.value.session.id));
    return ok({ page, sha256 });
  });
