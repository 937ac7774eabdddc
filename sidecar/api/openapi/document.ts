import type { z } from "zod";
import { PROBLEMS, type ProblemCode } from "../../http/problem.ts";
import { problem } from "./common.ts";
import type { Answer, Caller, Content, RouteDescription } from "./description.ts";
import { componentSchemas, inlineSchema, type NamedSchemas } from "./json-schema.ts";
import { sharedSchemas } from "./named-schemas.ts";
import { OUTGOING } from "./outgoing.ts";
import { parametersOf } from "./parameters.ts";
import { problemAnswers } from "./problem-answers.ts";
import { VERSION } from "./version.ts";

type Tree = Readonly<Record<string, unknown>>;

export const OPENAPI_CONTENT_TYPE = "application/openapi+json";

const SECURITY_SCHEMES = {
  connectionKey: { type: "apiKey", in: "header", name: "X-Api-Key", description: "A connection's API key." },
  connectionBearer: { type: "http", scheme: "bearer", description: "A connection's API key." },
  operatorToken: { type: "http", scheme: "bearer", description: "SUTURE_OPERATOR_TOKEN." },
  sensitiveToken: {
    type: "http",
    scheme: "bearer",
    description: "SUTURE_SENSITIVE_TOKEN: all rights of an operator, and raw messages.",
  },
  webhookSignature: {
    type: "apiKey",
    in: "header",
    name: "webhook-signature",
    description:
      "Standard Webhooks 1.0: v1, and the base64 of the HMAC-SHA256 of <webhook-id>.<webhook-timestamp>.<body>, with the connection's secret. Several are separated by spaces, and one must be valid.",
  },
} as const;

const schemesOf = (caller: Caller): (keyof typeof SECURITY_SCHEMES)[] =>
  caller === "connectionKey" ? ["connectionKey", "connectionBearer"] : [caller];

const TAGS = [
  { name: "Send messages", description: "Endpoints that receive messages. 202 means that they are stored." },
  { name: "Messages", description: "Received messages, and the results of processing them." },
  { name: "Documents", description: "Operators' decisions about documents." },
  { name: "Deliveries", description: "Requests that the sidecar sends to partners." },
  { name: "Connections", description: "Keys of partners." },
  { name: "Audit", description: "The audit log." },
  { name: "About", description: "The catalogue of flows, and descriptions of the interfaces." },
  { name: "Platform", description: "For the platform that runs the sidecar." },
];

/**
 * Creates the OpenAPI 3.1 document of these routes.
 * @throws Error if two schemas have the same name
 */
export function openApiDocument(routes: readonly RouteDescription[]): Tree {
  const named = namedSchemas(routes);
  return {
    openapi: "3.1.0",
    info: {
      title: "Suture",
      version: VERSION,
      summary: "Connects Odoo to the other systems of a healthcare provider.",
      description:
        "Errors are problem documents (RFC 9457). Every answer contains `x-trace-id`; a `traceparent` (W3C Trace Context) is used if present. A repeated delivery changes nothing. Repeat a request with the same bytes after 408, 429, 500 or 503, or if no answer arrived.",
      license: { name: "LGPL-3.0-only", identifier: "LGPL-3.0-only" },
    },
    servers: [{ url: "/" }],
    tags: TAGS,
    paths: pathsOf(routes, named),
    webhooks: Object.fromEntries(
      Object.entries(OUTGOING).map(([name, route]) => [name, { [route.method]: operationOf(route, named) }]),
    ),
    components: { schemas: componentSchemas(named), securitySchemes: SECURITY_SCHEMES },
  };
}

function namedSchemas(routes: readonly RouteDescription[]): NamedSchemas {
  const named = new Map<string, z.ZodType>(Object.entries({ ...sharedSchemas, Problem: problem }));
  for (const { name, schema } of [...routes, ...Object.values(OUTGOING)].flatMap(contentsOf)) {
    if (name === undefined || schema === undefined) continue;
    if (named.has(name) && named.get(name) !== schema) throw new Error(`Two schemas are called ${name}.`);
    named.set(name, schema);
  }
  return named;
}

function contentsOf({ body, answers }: RouteDescription): Content[] {
  const contents = [body?.content, ...Object.values(answers).map(({ content }) => content)];
  return contents.flatMap((content) => Object.values(content ?? {}));
}

function pathsOf(routes: readonly RouteDescription[], named: NamedSchemas): Tree {
  const byPath = Map.groupBy(routes, ({ path }) => path);
  return Object.fromEntries(
    [...byPath].map(([path, some]) => [
      path,
      Object.fromEntries(some.map((route) => [route.method, operationOf(route, named)])),
    ]),
  );
}

function operationOf(route: RouteDescription, named: NamedSchemas): Tree {
  const parameters = parametersOf(route);
  const schemes = route.callers.flatMap(schemesOf);
  return {
    operationId: operationId(route),
    tags: [route.tag],
    summary: route.summary,
    ...(route.description && { description: route.description }),
    security: schemes.map((scheme) => ({ [scheme]: [] })),
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && {
      requestBody: { required: route.body.required, content: contentOf(route.body.content, named) },
    }),
    responses: { ...answersOf(route.answers, named), ...problemAnswers(problemsOf(route)) },
  };
}

/** Returns the problems with which a route may respond. Adds the internal error if the route declares any problem. */
const problemsOf = ({ problems }: RouteDescription): readonly ProblemCode[] =>
  (Object.keys(PROBLEMS) as ProblemCode[]).filter(
    (code) => problems.includes(code) || (code === "internal-error" && problems.length > 0),
  );

/**
 * Returns the unique operation ID of a route. The ID of the page about a message has a prefix, because the page and the API
 * route have the same path except for the version.
 */
const operationId = ({ method, path }: RouteDescription): string =>
  [
    method,
    ...(path.startsWith("/messages/") ? ["page"] : []),
    ...path.split(/[^A-Za-z0-9]+/).filter((word) => word !== "" && word !== "v1"),
  ].join("-");

function answersOf(answers: Readonly<Record<number, Answer>>, named: NamedSchemas): Tree {
  return Object.fromEntries(
    Object.entries(answers).map(([status, { description, content }]) => [
      status,
      { description, ...(content && { content: contentOf(content, named) }) },
    ]),
  );
}

function contentOf(content: Readonly<Record<string, Content>>, named: NamedSchemas): Tree {
  return Object.fromEntries(Object.entries(content).map(([type, one]) => [type, mediaOf(one, named)]));
}

function mediaOf({ name, schema, examples = {} }: Content, named: NamedSchemas): Tree {
  const reference = name !== undefined && named.has(name) ? { $ref: `#/components/schemas/${name}` } : null;
  return {
    ...((reference ?? schema) && { schema: reference ?? (schema && inlineSchema(schema)) }),
    ...(Object.keys(examples).length > 0 && {
      examples: Object.fromEntries(Object.entries(examples).map(([title, value]) => [title, { value }])),
    }),
  };
}
