import { Decimal } from "decimal.js";
import { daysAfter, instantOfDay } from "../../../documents/days.ts";
import type { Requisition } from "../../../documents/requisition.ts";
import type { Finding, Link, Operation } from "../../flow.ts";
import { readable } from "../../kit/findings.ts";
import { sameQuantity } from "../../kit/tolerance.ts";
import { convertQuantity } from "../../kit/units.ts";
import type { OrderableLine } from "./lines.ts";

/** Gives the draft orders, one for each vendor and currency, in the order of the lines. */
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
      user_id: null, // the integration user is nobody's buyer: who takes the order enters himself
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

/** What the department wrote is for the buyer: a note inside, which no supplier sees. */
function remark({ id, note }: Requisition, ref: string, place: string): Operation[] {
  if (note === undefined || note.trim() === "") return [];
  return [{ op: "notify", to: { ref }, body: `${place} says on requisition ${id}: ${note}` }];
}

/** Gives what was rounded up to whole packs, line by line. */
export function roundedUp(lines: readonly OrderableLine[]): Finding[] {
  return lines.flatMap(({ line, product, offer, quantity, unit }) => {
    if (sameQuantity(convertQuantity(quantity, offer.unit, unit), new Decimal(line.quantity.value)))
      return [];
    const wanted = `${line.quantity.value} × ${unit.name}`;
    const made = `${readable(quantity)} × ${offer.unit.name}`;
    const text = `Line ${line.id} (${product.label}): ${wanted} are asked for; ${made} are ordered, for the vendor sells whole packs.`;
    return [
      {
        code: "QUANTITY_OVER",
        line: line.id,
        item: product.label,
        field: "quantity",
        ours: made,
        theirs: wanted,
        text,
      },
    ];
  });
}
