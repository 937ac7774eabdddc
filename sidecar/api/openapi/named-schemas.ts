import type { z } from "zod";
import { canonicalDocument } from "../../documents/document.ts";
import { address, identifier, item, money, party, quantity } from "../../documents/values.ts";

/** The schemas of all canonical documents, by document type. */
export const documentSchemas: Readonly<Record<string, z.ZodObject>> = Object.fromEntries(
  canonicalDocument.options.map((option) => [option.shape.type.value, option as z.ZodObject]),
);

/** The schemas to which other schemas refer by name: the schemas of all documents, and of values that many documents contain. */
export const sharedSchemas: Readonly<Record<string, z.ZodType>> = {
  ...documentSchemas,
  Money: money,
  Quantity: quantity,
  Identifier: identifier,
  Address: address,
  Party: party,
  Item: item,
};
