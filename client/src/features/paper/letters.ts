/** A, B, C…: how an option is named on paper and in the keying grid alike. */
export const letterOf = (index: number): string => String.fromCodePoint(65 + index);
