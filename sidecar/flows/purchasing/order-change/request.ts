import { z } from "zod";
import { orderChange, orderChangeLine, type orderedValues } from "../../../documents/order-change.ts";
import type { OutboxTrigger } from "../../flow.ts";

/** The scheme of product IDs in Odoo, and the prefix of unit IDs in Odoo ("odoo:7"). */
export const ODOO = "odoo";

const requestLine = orderChangeLine.omit({ action: true, open: true });

/**
 * An order change as Odoo requests it: an `OrderChange` without what the sidecar knows better. It may identify products and units
 * by their IDs in Odoo.
 */
export const orderChangeRequest = orderChange
  .omit({ buyer: true, seller: true, sellerReference: true, deliverTo: true })
  .extend({ lines: z.array(requestLine) });
export type OrderChangeRequest = z.infer<typeof orderChangeRequest>;
export type RequestLine = z.infer<typeof requestLine>;
export type RequestValues = z.infer<typeof orderedValues>;

/** Returns the IDs in Odoo of the products that a request names. A request that is not valid names none. */
export function productsNamed({ document }: OutboxTrigger): number[] {
  const read = orderChangeRequest.safeParse(document);
  const values = read.success ? read.data.lines.flatMap(({ before, now }) => [before, now]) : [];
  const ids = values.flatMap((each) => each?.item?.ids ?? []).filter(({ scheme }) => scheme === ODOO);
  return [...new Set(ids.map(({ id }) => Number(id)))].filter((id) => Number.isSafeInteger(id));
}
