/** What other features may make happen to accounts, inside their own unit of work. */
export { createStationCodeStep, enterByStationCodeStep } from "./station-steps.ts";
