import type { z } from "zod";
import type { RouteDescription } from "./description.ts";
import { inlineSchema, type JsonSchema } from "./json-schema.ts";

type Parameter = {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
};

const text = { type: "string" };

/** The description and the schema of each path parameter, by its name. */
const PATH_PARAMETERS: Readonly<
  Record<string, { readonly description: string; readonly schema: JsonSchema }>
> = {
  connection: { description: "The code of a connection.", schema: text },
  code: { description: "The code of a connection.", schema: text },
  id: { description: "The ID of the message or document.", schema: { type: "string", format: "uuid" } },
  folder: { description: "documents, billing or events.", schema: text },
  file: { description: "The name of a file.", schema: text },
};

/**
 * Returns the OpenAPI parameters of a route, in its path, its query and its headers.
 * @throws Error if a path parameter has no description
 */
export function parametersOf({ path, query, headers = {} }: RouteDescription): Parameter[] {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  return [
    ...names.map((name) => pathParameter(name, path)),
    ...Object.entries(query?.shape ?? {}).map(([name, schema]) => queryParameter(name, schema as z.ZodType)),
    ...Object.entries(headers).map(([name, { description, required }]): Parameter => {
      return { name, in: "header", required, description, schema: text };
    }),
  ];
}

function pathParameter(name: string, path: string): Parameter {
  const known = PATH_PARAMETERS[name];
  if (!known) throw new Error(`${path}: describe {${name}} in PATH_PARAMETERS.`);
  return { name, in: "path", required: true, ...known };
}

function queryParameter(name: string, schema: z.ZodType): Parameter {
  const { description, ...rest } = inlineSchema(schema);
  const required = !schema.safeParse(undefined).success;
  return {
    name,
    in: "query",
    required,
    ...(typeof description === "string" && { description }),
    schema: rest,
  };
}
