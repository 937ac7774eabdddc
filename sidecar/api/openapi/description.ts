import type { z } from "zod";
import type { ProblemCode } from "../../http/problem.ts";

/** Who may call a route; the keys of `SECURITY_SCHEMES`. */
export type Caller = "connectionKey" | "operatorToken" | "sensitiveToken" | "webhookSignature";

/** The content of a body: a schema with its name, or bytes of an external format. */
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
 * One route, for the OpenAPI document. It is in the file of its subject in this folder, and the subject in `registry.ts`; a test
 * fails for a route without one.
 */
export type RouteDescription = {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** With `{name}` for each parameter; `PATH_PARAMETERS` explains the names. */
  readonly path: string;
  /** The heading it is listed under. */
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Any of these; empty: anyone can call it. */
  readonly callers: readonly Caller[];
  readonly query?: z.ZodObject;
  readonly headers?: Readonly<Record<string, { readonly description: string; readonly required: boolean }>>;
  readonly body?: { readonly required: boolean; readonly content: Readonly<Record<string, Content>> };
  readonly answers: Readonly<Record<number, Answer>>;
  /** The problems it may answer with, in addition to an internal error. */
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
