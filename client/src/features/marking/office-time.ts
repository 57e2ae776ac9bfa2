export { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
