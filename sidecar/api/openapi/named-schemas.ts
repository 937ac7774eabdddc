import type { z } from "zod";
import { canonicalDocument } from "../../documents/document.ts";
import { address, identifier, item, money, party, quantity } from "../../documents/values.ts";

/** The canonical documents by type. New types are included automatically. */
export const documentSchemas: Readonly<Record<string, z.ZodObject>> = Object.fromEntries(
  canonicalDocument.options.map((option) => [option.shape.type.value, option as z.ZodObject]),
);

/** The schemas that others refer to by name: documents, and values that many of them contain. */
export const sharedSchemas: Readonly<Record<string, z.ZodType>> = {
  ...documentSchemas,
  Money: money,
  Quantity: quantity,
  Identifier: identifier,
  Address: address,
  Party: party,
  Item: item,
};
