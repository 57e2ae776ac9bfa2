import type { z } from "zod";
import type { Role } from "../domain/accounts/roles.ts";
import type { ErrorCode } from "./errors.ts";

/**
 * The contract layer: one definition of a route, a socket command or a socket event gives validation, the types on both
 * sides, who may call, the refusals, and the OpenAPI document. The only place where a path or an event name is spelled.
 */

/** `PUBLIC`: anybody. `SIGNED_IN`: any account. A list: accounts that hold at least one of the roles. */
export type Allow = "PUBLIC" | "SIGNED_IN" | readonly Role[];

// Only what zod's core asks: comparing each contract with all methods of a schema took most of the time of checking types.
type Shape = z.core.$ZodType;

/** A body that is not JSON: raw bytes of one of the media types, at most `maxBytes`. */
export interface RawBody {
  readonly raw: true;
  readonly mimes: readonly string[];
  readonly maxBytes: number;
}

/** An answer that is a file, not JSON. */
export interface FileOutput {
  readonly file: true;
  readonly mimes: readonly string[];
}

export interface RouteDefinition {
  readonly name: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Express path, for example `/api/runs/:runId/answers`. */
  readonly path: string;
  readonly summary: string;
  readonly allow: Allow;
  readonly params?: Shape;
  readonly query?: Shape;
  readonly body?: Shape | RawBody;
  /** The view that leaves the server; the transport parses the result through it. */
  readonly output: Shape | FileOutput;
  readonly errors: readonly ErrorCode[];
  /** A candidate may ask for it from any browser, also where their exam is sat in Safe Exam Browser. */
  readonly outsideExamBrowser?: boolean;
  /**
   * The command looks itself, in the statement that writes, whether the session still stands: the transport may take
   * from a moment ago who asks.
   */
  readonly checksSession?: boolean;
  /** Counted per account or address; requests per minute. Absent: the general limit. */
  readonly perMinute?: number;
}

export interface CommandDefinition {
  readonly name: string;
  readonly summary: string;
  readonly allow: Allow;
  readonly input: Shape;
  readonly output: Shape;
  readonly errors: readonly ErrorCode[];
}

export interface EventDefinition {
  readonly name: string;
  readonly summary: string;
  readonly payload: Shape;
}

export const defineRoute = <const R extends RouteDefinition>(route: R): R => route;
export const defineCommand = <const C extends CommandDefinition>(command: C): C => command;
export const defineEvent = <const E extends EventDefinition>(event: E): E => event;

export const file = (...mimes: string[]): FileOutput => ({ file: true, mimes });
export const raw = (maxBytes: number, ...mimes: string[]): RawBody => ({ raw: true, mimes, maxBytes });

export const isFileOutput = (output: RouteDefinition["output"]): output is FileOutput => "file" in output;
export const isRawBody = (body: RouteDefinition["body"]): body is RawBody => body !== undefined && "raw" in body;

type Parsed<S> = S extends Shape ? z.output<S> : unknown;
type Given<S> = S extends Shape ? z.input<S> : unknown;

/** What a handler receives: parsed parameters, query and body. A raw body is its bytes and its declared media type. */
export interface RouteInput<R extends RouteDefinition> {
  readonly params: Parsed<R["params"]>;
  readonly query: Parsed<R["query"]>;
  readonly body: R["body"] extends RawBody ? { readonly bytes: Uint8Array; readonly mime: string } : Parsed<R["body"]>;
}

export interface FileAnswer {
  readonly bytes: Uint8Array;
  readonly mime: string;
  readonly fileName: string;
}

/** What a handler returns: the view's input, or a file. */
export type RouteOutput<R extends RouteDefinition> = R["output"] extends FileOutput ? FileAnswer : Given<R["output"]>;
/** What a client receives. */
export type RouteAnswer<R extends RouteDefinition> = R["output"] extends FileOutput ? Blob_ : Parsed<R["output"]>;
/** `shared` knows no DOM; the client narrows this to a Blob. */
export type Blob_ = { readonly size: number; readonly type: string };

type Part<K extends string, S> = S extends Shape ? { readonly [key in K]: z.input<S> } : unknown;
/** What a client passes: only the parts that the route has. */
export type RouteArguments<R extends RouteDefinition> = Part<"params", R["params"]> &
  Part<"query", R["query"]> &
  (R["body"] extends RawBody
    ? { readonly body: { readonly bytes: ArrayBuffer; readonly mime: string } }
    : Part<"body", R["body"]>);

export type RouteErrors<R extends RouteDefinition> = R["errors"][number];
export type CommandInput<C extends CommandDefinition> = z.output<C["input"]>;
export type CommandOutput<C extends CommandDefinition> = z.input<C["output"]>;
export type EventPayload<E extends EventDefinition> = z.output<E["payload"]>;

export interface ArgumentParts {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}
/** The parts of a call, whichever its route has: what a client needs to build the request. */
export const argumentParts = <R extends RouteDefinition>(given: RouteArguments<R>): ArgumentParts => given as ArgumentParts;
