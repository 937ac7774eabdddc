import type { z } from "zod";
import type { ProblemCode } from "../../http/problem.ts";

/** A kind of caller of a route, by the credential with which the caller authenticates. */
export type Caller = "connectionKey" | "operatorToken" | "sensitiveToken" | "webhookSignature";

/** The content of a request or response body: a named schema with examples, or a description of bytes in an external format. */
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
 * The description of one route for the OpenAPI document. Descriptions are in this folder, in one file for each subject that
 * `registry.ts` lists. A test fails for a route without a description.
 */
export type RouteDescription = {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** The path, with `{name}` for each parameter. `PATH_PARAMETERS` describes the names. */
  readonly path: string;
  /** The heading under which the OpenAPI document lists the route. */
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** The callers that may use the route. If empty, anyone may. */
  readonly callers: readonly Caller[];
  readonly query?: z.ZodObject;
  readonly headers?: Readonly<Record<string, { readonly description: string; readonly required: boolean }>>;
  readonly body?: { readonly required: boolean; readonly content: Readonly<Record<string, Content>> };
  readonly answers: Readonly<Record<number, Answer>>;
  /** The problems with which the route may respond, in addition to an internal error. */
  readonly problems: readonly ProblemCode[];
};

/** Returns the content of a JSON body with this schema, for a description. */
export function json(
  name: string,
  schema: z.ZodType,
  examples: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, Content>> {
  return { "application/json": { name, schema, examples } };
}
