import type { z } from "zod";
import type { ProblemCode } from "../../http/problem.ts";

/** Who may call a route; the keys of `SECURITY_SCHEMES`. */
export type Caller = "connectionKey" | "operatorToken" | "sensitiveToken" | "webhookSignature";

/** What a body holds: a schema with its name, or bytes of a format of others. */
export type Content = {
  readonly name?: string;
  readonly schema?: z.ZodType;
  readonly description?: string;
  readonly examples?: Readonly<Record<string, unknown>>;
};

export type Answer = {
  readonly description: string;
  readonly content?: Readonly<Record<string, Content>>;
};

/**
 * One route, for the OpenAPI document. It stands in the file of its subject in this folder, and the subject in `registry.ts`; a
 * test fails for a route without one.
 */
export type RouteDescription = {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** With `{name}` for each parameter; what a name means is in `PATH_PARAMETERS`. */
  readonly path: string;
  /** The heading that it stands under. */
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Any of these; empty: all may call it. */
  readonly callers: readonly Caller[];
  readonly query?: z.ZodObject;
  readonly headers?: Readonly<Record<string, { readonly description: string; readonly required: boolean }>>;
  readonly body?: { readonly required: boolean; readonly content: Readonly<Record<string, Content>> };
  readonly answers: Readonly<Record<number, Answer>>;
  /** The problems that it may answer with, besides a fault of ours. */
  readonly problems: readonly ProblemCode[];
};

/** A body of JSON. */
export function json(
  name: string,
  schema: z.ZodType,
  examples: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, Content>> {
  return { "application/json": { name, schema, examples } };
}
