import type { IncidentCode } from "../domain/incidents/incident-rules.ts";

/** The words of each code: its own letters have a hyphen, which no key of a catalogue has. */
export const codeWords = {
  "TEC-1": "incidents.code_TEC_1",
  "TEC-2": "incidents.code_TEC_2",
  "ENV-1": "incidents.code_ENV_1",
  "ENV-2": "incidents.code_ENV_2",
  "AID-1": "incidents.code_AID_1",
  "AID-2": "incidents.code_AID_2",
  "AID-3": "incidents.code_AID_3",
  "IDN-1": "incidents.code_IDN_1",
  "IDN-2": "incidents.code_IDN_2",
  "SEC-1": "incidents.code_SEC_1",
  "STF-1": "incidents.code_STF_1",
} as const satisfies Readonly<Record<IncidentCode, string>>;
