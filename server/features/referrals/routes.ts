import * as contract from "#shared/protocol/referrals.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { confirmData } from "./confirm-data.ts";
import { importReferrals, previewReferrals } from "./import-referrals.ts";
import { inviteAgain } from "./invite-again.ts";
import { referPerson } from "./refer-person.ts";
import { referralList } from "./referral-list.ts";
import { withdrawReferral } from "./withdraw-referral.ts";

export const referralRoutes: readonly BoundRoute[] = [
  serve(contract.referralList, referralList),
  serve(contract.referPerson, referPerson),
  serve(contract.previewReferrals, previewReferrals),
  serve(contract.importReferrals, importReferrals),
  serve(contract.inviteAgain, inviteAgain),
  serve(contract.withdrawReferral, withdrawReferral),
  serve(contract.confirmData, confirmData),
];
