/** An id that nothing else has, in this form or in another: keys, notes and records name parts of a form by it. */
export const newId = (): string => crypto.randomUUID();
