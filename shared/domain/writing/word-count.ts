/** Words as a reader counts them: what stands between spaces and holds a letter or a number. */
export const wordCount = (text: string): number => text.split(/\s+/u).filter((part) => /[\p{L}\p{N}]/u.test(part)).length;
