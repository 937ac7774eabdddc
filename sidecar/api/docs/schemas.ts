import type { z } from "zod";
import { billingEvent } from "../../codecs/billing/read.ts";
import { documentWord } from "../../documents/document.ts";
import type { CatalogueEntry } from "../../flows/catalogue-entry.ts";
import { outgoingEvents, publishedEvent } from "../asyncapi/events.ts";
import { type JsonSchema, jsonSchema } from "../openapi/json-schema.ts";
import { documentSchemas } from "../openapi/named-schemas.ts";

/** A JSON Schema as a file. The same file is in `fixtures/schemas/` and under `/docs/schemas/`. */
export type SchemaFile = {
  readonly folder: "documents" | "billing" | "events";
  readonly file: string;
  readonly title: string;
  readonly schema: JsonSchema;
};

/**
 * Returns all schemas with which other systems can validate messages: the schemas of documents, of billing events, and of
 * published events.
 */
export function schemaFiles(flows: readonly CatalogueEntry[]): readonly SchemaFile[] {
  return [
    ...Object.entries(documentSchemas).map(([type, schema]) =>
      schemaFile("documents", documentWord(type), type, schema),
    ),
    ...billingEvent.options.map((schema) => {
      const type = schema.shape.type.value;
      return schemaFile("billing", type, type, schema);
    }),
    ...outgoingEvents(flows).map((event) =>
      schemaFile("events", event.routingKey, event.type, publishedEvent(event)),
    ),
  ];
}

function schemaFile(
  folder: SchemaFile["folder"],
  name: string,
  title: string,
  schema: z.ZodType,
): SchemaFile {
  const { $schema, ...rest } = jsonSchema(schema);
  const $id = `urn:suture:schema:${folder}:${name}:v1`;
  return { folder, file: `${name}.schema.json`, title, schema: { $schema, $id, title, ...rest } };
}
