import type {
  CommandDefinition,
  CommandInput,
  CommandOutput,
  RouteDefinition,
  RouteErrors,
  RouteInput,
  RouteOutput,
} from "#shared/protocol/define.ts";
import type { ErrorCode, UniversalError } from "#shared/protocol/errors.ts";
import type { Result } from "#shared/kernel/result.ts";
import type { AccountActor, Actor } from "./actor.ts";
import type { Deps } from "./deps.ts";

/** The actor that a contract lets through: an account, unless the door is public. */
type ActorFor<A> = A extends "PUBLIC" ? Actor : AccountActor;

/** What a handler may do to the reply beside its result. */
export interface Reply {
  setSession(token: string, expiresAt: Date): void;
  clearSession(): void;
  /** Leaves a token by which this browser is known again when somebody signs in. */
  knowBrowser(token: string): void;
  /** With a refusal that time heals: when to ask again. */
  retryAfter(seconds: number): void;
}

/** The request as it came: what a proof of the browser is about. */
export interface RequestFacts {
  /** Path and query, exactly as they were sent. */
  readonly originalUrl: string;
  header(name: string): string | undefined;
}

export interface GuardedRequest extends RequestFacts {
  readonly route: RouteDefinition;
  readonly params: Readonly<Record<string, string | undefined>>;
}

/** A refusal, or undefined for a request that may go on to its command. */
export type RequestGuard = (deps: Deps, actor: AccountActor, request: GuardedRequest) => Promise<ErrorCode | undefined>;

/** What somebody asked for and did not get; `params` are those of its address. */
export interface Refused {
  readonly name: string;
  readonly code: ErrorCode;
  readonly params: Readonly<Record<string, string | undefined>>;
}

/** Told of each refusal of somebody signed in, before it is answered: it changes nothing of the answer. */
export type RefusalWatch = (deps: Deps, actor: AccountActor, refused: Refused) => Promise<void>;

/** Told of each message of somebody signed in that is no command of ours; nothing answers it. */
export type UnknownWatch = (deps: Deps, actor: AccountActor) => Promise<void>;

export interface Visit {
  readonly request: RequestFacts;
  /** An IPv4 address or an IPv6 network, for rate limits and logs; never stored with a person. */
  readonly address: string;
  /** What `knowBrowser` left there, as the browser sent it: it proves nothing before it was checked. */
  readonly knownBrowser: string | undefined;
  readonly reply: Reply;
  /** Counts against a limit of the command's own, of a minute if no seconds are given; false when it is used up. */
  take(bucket: string, key: string, points: number, seconds?: number): Promise<boolean>;
  /** Gives one of them back. */
  giveBack(bucket: string, key: string, points: number, seconds: number): Promise<void>;
}

/** The answer may refuse with a declared code, or with one that any route may use. */
export type Answer<T, E> = Result<T, E | UniversalError>;

export type RouteHandler<R extends RouteDefinition> = (
  deps: Deps,
  actor: ActorFor<R["allow"]>,
  input: RouteInput<R>,
  visit: Visit,
) => Promise<Answer<RouteOutput<R>, RouteErrors<R>>>;

export interface BoundRoute {
  readonly route: RouteDefinition;
  readonly handle: (deps: Deps, actor: Actor, input: unknown, visit: Visit) => Promise<Answer<unknown, string>>;
}

/** Binds a contract to the command that serves it; the types of both must agree. */
export function serve<const R extends RouteDefinition>(route: R, handle: RouteHandler<R>): BoundRoute {
  // The transport has parsed the input through this very contract and checked the actor against it.
  return { route, handle: handle as unknown as BoundRoute["handle"] };
}

export type CommandHandler<C extends CommandDefinition> = (
  deps: Deps,
  actor: ActorFor<C["allow"]>,
  input: CommandInput<C>,
  socket: { readonly id: string; join(topic: string): void; leave(topic: string): void },
) => Promise<Answer<CommandOutput<C>, C["errors"][number]>>;

export interface BoundCommand {
  readonly command: CommandDefinition;
  readonly handle: (
    deps: Deps,
    actor: Actor,
    input: unknown,
    socket: { readonly id: string; join(topic: string): void; leave(topic: string): void },
  ) => Promise<Answer<unknown, string>>;
}

export function serveCommand<const C extends CommandDefinition>(command: C, handle: CommandHandler<C>): BoundCommand {
  return { command, handle: handle as unknown as BoundCommand["handle"] };
}
