import { z } from "zod";
import { acknowledgement } from "./acknowledgement.ts";
import { invoice } from "./invoice.ts";
import { order } from "./order.ts";
import { orderResponse } from "./order-response.ts";

/** Every canonical document, told apart by `type`. Version v1. */
export const canonicalDocument = z.discriminatedUnion("type", [
  order,
  orderResponse,
  invoice,
  acknowledgement,
]);
export type CanonicalDocument = z.infer<typeof canonicalDocument>;
export type DocumentType = CanonicalDocument["type"];
