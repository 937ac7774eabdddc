import { z } from "zod";

export type JsonSchema = Readonly<Record<string, unknown>>;
export type NamedSchemas = ReadonlyMap<string, z.ZodType>;

type Override = NonNullable<z.core.ToJSONSchemaParams["override"]>;

/**
 * Permits additional members in objects, unless they are strict. Receivers must ignore unknown members, because members may be
 * added without a new version.
 */
const openObjects: Override = ({ zodSchema, jsonSchema }) => {
  const { def } = zodSchema._zod;
  if (def.type === "object" && !def.catchall) delete jsonSchema.additionalProperties;
};

/** Makes members with a default optional in strict objects, which are the requests. Responses always contain such members. */
const optionalDefaults: Override = ({ zodSchema, jsonSchema }) => {
  const { def } = zodSchema._zod;
  if (def.type !== "object" || !def.catchall || jsonSchema.required === undefined) return;
  const needed = jsonSchema.required.filter((name) => def.shape[name]?._zod.def.type !== "default");
  if (needed.length > 0) jsonSchema.required = needed;
  else delete jsonSchema.required;
};

/** Adapts a schema for readers of OpenAPI: applies the overrides above, and omits a pattern if a format expresses the same. */
const readable: Override = (context) => {
  openObjects(context);
  optionalDefaults(context);
  if (context.jsonSchema.format !== undefined) delete context.jsonSchema.pattern;
};

/** Returns a schema as a complete JSON Schema 2020-12 document, for programs. */
export function jsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: "output", override: openObjects }) as JsonSchema;
}

/** Returns a schema without its `$schema` member, for use inside an OpenAPI 3.1 document. */
export function inlineSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: "output", override: readable });
  return rest;
}

/**
 * Returns named schemas that refer to each other by `#/components/schemas/<name>`, in the dialect of OpenAPI 3.1
 * ("draft-2020-12") or of AsyncAPI 3.0 ("draft-07").
 */
export function componentSchemas(
  named: NamedSchemas,
  target: "draft-2020-12" | "draft-07" = "draft-2020-12",
): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of named) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    io: "output",
    override: readable,
    target,
    uri: (id) => `#/components/schemas/${id}`,
  });
  return Object.fromEntries(
    Object.entries<JsonSchema>(schemas).map(([name, { $schema: _dialect, $id: _id, ...schema }]) => [
      name,
      schema,
    ]),
  );
}
