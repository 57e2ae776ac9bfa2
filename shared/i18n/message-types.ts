/**
 * The arguments of an ICU message, read from its text by the compiler [I18N-1].
 *
 * `{name}` asks for a string; `{count, plural, …}`, `{count, selectordinal, …}` and `{count, number}` ask for a number;
 * `{mode, select, …}` asks for a string. Dates and times are formatted first (dates.ts), then passed as strings.
 *
 * The reading is deliberately simple: after each `{` it looks at what precedes the first `,` or `}`. Hence one rule for
 * authors: the text of a plural or select branch contains `#` or a space, so that it cannot be taken for a name:
 * `{count, plural, one {# texte} other {# textes}}`, never `one {texte}`. I18N-6 tests it.
 */
type NumberFormatName = "plural" | "selectordinal" | "number";

type Trim<T extends string> = T extends ` ${infer R}` ? Trim<R> : T extends `${infer R} ` ? Trim<R> : T;

/** A name holds no space, no `#` and is not empty; anything else is the text of a branch. */
type IsName<T extends string> = T extends ""
  ? false
  : T extends `${string}${" " | "\u00A0" | "#" | "\n"}${string}`
    ? false
    : true;

/** One argument as `[name, type]`, or never. `Head` is what follows a `{`, up to the next one. */
type ArgumentIn<Head extends string> = Head extends `${infer Before}}${string}`
  ? Before extends `${infer Name},${infer Rest}`
    ? FormattedArgument<Name, Rest>
    : IsName<Before> extends true
      ? [Before, string]
      : never
  : Head extends `${infer Name},${infer Rest}`
    ? FormattedArgument<Name, Rest>
    : never;

type FormattedArgument<Name extends string, Rest extends string> =
  IsName<Name> extends false
    ? never
    : Trim<Rest> extends `${NumberFormatName}${string}`
      ? [Name, number]
      : Trim<Rest> extends `select${string}`
        ? [Name, string]
        : never;

type ArgumentsIn<Text extends string, Found = never> = Text extends `${string}{${infer After}`
  ? After extends `${infer Head}{${string}`
    ? ArgumentsIn<After, Found | ArgumentIn<Head>>
    : Found | ArgumentIn<After>
  : Found;

/** `{ name: string; count: number }` for a message's text; an object without keys when it has no argument. */
export type MessageArguments<Text extends string> = {
  readonly [Entry in Extract<ArgumentsIn<Text>, [string, unknown]> as Entry[0]]: Entry[1];
};

/** The tuple of further parameters of `t(key, …)`: nothing, or exactly the arguments of the message. */
export type ArgumentsParameter<Text extends string> = [ArgumentsIn<Text>] extends [never]
  ? []
  : [args: MessageArguments<Text>];
