import { z } from "zod";

const strictOnes = new WeakMap<z.ZodType, z.ZodType>();

/**
 * Returns the schema of an object that refuses unknown members at any depth, also in values that it shares with documents that omit
 * unknown members. The strict copy of a shared schema is made once.
 */
export function strict<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(strictShape(shape) as Shape);
}

function strictShape(shape: z.ZodRawShape): z.ZodRawShape {
  return Object.fromEntries(
    Object.entries(shape).map(([name, member]) => [name, deeply(member as z.ZodType)]),
  );
}

function deeply(schema: z.ZodType): z.ZodType {
  const known = strictOnes.get(schema);
  if (known) return known;
  const copy = copied(schema);
  strictOnes.set(schema, copy);
  return copy;
}

function copied(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional) return deeply(schema.unwrap() as z.ZodType).optional();
  if (schema instanceof z.ZodArray)
    return schema.clone({ ...schema.def, element: deeply(schema.element as z.ZodType) });
  if (!(schema instanceof z.ZodObject)) return schema;
  return schema.clone({ ...schema.def, shape: strictShape(schema.shape), catchall: z.never() });
}
