/** The one password of the demonstration's staff, marker and order accounts; worth nothing anywhere else. */
export const demonstrationPassword = "demonstration-2026";

/** A host-name label from an address: `amina.benali.2@exemple.test` → `amina-benali-2`. */
export const slugOf = (email: string): string =>
  email
    .slice(0, email.indexOf("@"))
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
