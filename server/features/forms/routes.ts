import * as contract from "#shared/protocol/forms.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { abandonDraft, approveDraft, returnDraft, submitDraft } from "./decide-draft.ts";
import { formContents, formDesk, retireForm } from "./desk.ts";
import { exportDraft, exportForm, importItems } from "./exchange-items.ts";
import { formDraft, saveDraft, startDraft } from "./write-draft.ts";

export const formRoutes: readonly BoundRoute[] = [
  serve(contract.formDesk, formDesk),
  serve(contract.formContents, formContents),
  serve(contract.retireForm, retireForm),
  serve(contract.startDraft, startDraft),
  serve(contract.formDraft, formDraft),
  serve(contract.saveDraft, saveDraft),
  serve(contract.submitDraft, submitDraft),
  serve(contract.returnDraft, returnDraft),
  serve(contract.approveDraft, approveDraft),
  serve(contract.abandonDraft, abandonDraft),
  serve(contract.exportForm, exportForm),
  serve(contract.exportDraft, exportDraft),
  serve(contract.importItems, importItems),
];
