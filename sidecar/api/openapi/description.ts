import type { z } from "zod";
import type { ProblemCode } from "../../http/problem.ts";

/** A kind of caller of a route; a key of `SECURITY_SCHEMES`. */
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
 * The description of one route for the OpenAPI document. It belongs in the file of its subject in this folder, and
 * the subject in `registry.ts`; a test fails for a route without a description.
 */
export type RouteDescription = {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** With `{name}` for each parameter; `PATH_PARAMETERS` explains the names. */
  readonly path: string;
  /** The heading under which the route is listed. */
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** The permitted callers; empty if anyone may call it. */
  readonly callers: readonly Caller[];
  readonly query?: z.ZodObject;
  readonly headers?: Readonly<Record<string, { readonly description: string; readonly required: boolean }>>;
  readonly body?: { readonly required: boolean; readonly content: Readonly<Record<string, Content>> };
  readonly answers: Readonly<Record<number, Answer>>;
  /** The problems that the route may answer with, in addition to an internal error. */
  readonly problems: readonly ProblemCode[];
};

/** Returns the description of a JSON body. */
export function json(
  name: string,
  schema: z.ZodType,
  examples: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, Content>> {
  return { "application/json": { name, schema, examples } };
}
