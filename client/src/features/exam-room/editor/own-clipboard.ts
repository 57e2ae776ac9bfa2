/** What was last copied or cut in the exam's own fields: shared by them, so that a note can be moved into the text. */
let own = "";

const oneKindOfLine = (text: string): string => text.replaceAll("\r\n", "\n");

export function rememberOwn(text: string): void {
  if (text !== "") own = oneKindOfLine(text);
}

export const isOwnClipboard = (text: string): boolean => text !== "" && oneKindOfLine(text) === own;
