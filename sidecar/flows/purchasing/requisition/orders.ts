import { Decimal } from "decimal.js";
import { daysAfter, instantOfDay } from "../../../documents/days.ts";
import type { Requisition } from "../../../documents/requisition.ts";
import type { Finding, Link, Operation } from "../../flow.ts";
import { quantityIn, timesUnit } from "../../kit/readable.ts";
import { sameQuantity } from "../../kit/tolerance.ts";
import { convertQuantity } from "../../kit/units.ts";
import type { OrderableLine } from "./lines.ts";
import { say } from "./terms.ts";

/**
 * Returns the operations that create the draft orders, one order for each vendor and currency, and links to these orders. Each
 * order has its lines in the order of the requisition.
 */
export function orderOperations(
  requisition: Requisition,
  lines: readonly OrderableLine[],
  about: OrderAbout & { readonly place: string },
): { readonly operations: readonly Operation[]; readonly links: readonly Link[] } {
  const groups = Map.groupBy(lines, ({ offer }) => `${offer.partner}/${offer.currency ?? ""}`);
  const orders = [...groups.values()].map((group, index) => ({ group, ref: `order-${index + 1}` }));
  return {
    operations: orders.flatMap(({ group, ref }) => [
      createOrder(requisition, group, ref, about),
      ...remark(requisition, ref, about.place),
    ]),
    links: orders.map(({ ref }) => ({ ref })),
  };
}

type OrderAbout = {
  readonly today: string;
  readonly timeZone: string;
  readonly pickingType: number | null;
};

function createOrder(
  requisition: Requisition,
  lines: readonly OrderableLine[],
  ref: string,
  { today, timeZone, pickingType }: OrderAbout,
): Operation {
  const offer = lines[0]?.offer;
  return {
    op: "create",
    model: "purchase.order",
    ref,
    values: {
      partner_id: offer?.partner ?? null,
      origin: requisition.id,
      user_id: null, // the integration user is not a buyer; the buyer who handles the order enters their own name
      ...(typeof offer?.currency === "number" && { currency_id: offer.currency }),
      ...(pickingType !== null && { picking_type_id: pickingType }),
      order_line: lines.map((line) => {
        const day = requisition.requestedDate ?? daysAfter(today, line.offer.leadDays);
        return orderLine(line, instantOfDay(day, timeZone));
      }),
    },
  };
}

function orderLine({ product, offer, quantity }: OrderableLine, expectedAt: string) {
  return {
    product_id: product.id,
    product_qty: quantity.toNumber(),
    product_uom_id: offer.unit.id,
    price_unit: offer.price.toNumber(),
    ...(!offer.discount.isZero() && { discount: offer.discount.toNumber() }),
    date_planned: expectedAt,
  };
}

/**
 * Returns an operation that adds the department's note for the buyer to a draft order, as an internal note that vendors cannot
 * see. Returns an empty list if the requisition has no note.
 */
function remark({ id, note }: Requisition, ref: string, place: string): Operation[] {
  if (note === undefined || note.trim() === "") return [];
  return [{ op: "notify", to: { ref }, body: say("remark", { department: place, number: id, note }) }];
}

/** Returns a change for each line whose quantity was rounded up to whole units of the vendor. */
export function roundedUp(lines: readonly OrderableLine[]): Finding[] {
  return lines.flatMap(({ line, product, offer, quantity, unit }): Finding[] => {
    const wanted = new Decimal(line.quantity.value);
    if (sameQuantity(convertQuantity(quantity, offer.unit, unit), wanted)) return [];
    const about = { line: line.id, item: product.label };
    const text = say("rounded-up", {
      ...about,
      wanted: { quantity: line.quantity.value, unit: unit.name },
      ordered: quantityIn(quantity, offer.unit),
    });
    const [ours, theirs] = [timesUnit(quantity, offer.unit), `${line.quantity.value} × ${unit.name}`];
    return [{ code: "QUANTITY_OVER", ...about, field: "quantity", ours, theirs, text }];
  });
}
