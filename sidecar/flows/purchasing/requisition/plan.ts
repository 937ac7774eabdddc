import type { Requisition } from "../../../documents/requisition.ts";
import type { Term } from "../../../terms/term.ts";
import type { Plan, PlanContext, Snapshot } from "../../flow.ts";
import { readCrosswalk } from "../../kit/crosswalk.ts";
import { departmentLocation, readLocations } from "../../kit/departments.ts";
import { heldBy } from "../../kit/findings.ts";
import { separated } from "../../kit/found.ts";
import { records, reference } from "../../kit/snapshot.ts";
import { namedVendor, orderableLines } from "./lines.ts";
import { orderOperations, roundedUp } from "./orders.ts";
import { planRepeated } from "./repeated.ts";
import { suggestions } from "./suggestions.ts";
import { say } from "./terms.ts";

/**
 * Plans the draft orders of a requisition: one for each vendor, at the vendor's price and in the vendor's unit, delivered to the
 * department's warehouse. If a line cannot be ordered, the requisition becomes an exception and nothing is ordered.
 */
export function planRequisition(
  requisition: Requisition,
  snapshot: Snapshot,
  { connection, today, history }: PlanContext<unknown>,
): Plan {
  const repeated = planRepeated(requisition, snapshot, history ?? []);
  if (repeated !== null) return repeated;
  const crosswalk = readCrosswalk(snapshot);
  const place = departmentLocation(requisition.department, readLocations(snapshot), crosswalk);
  const supplier = namedVendor(requisition, snapshot, crosswalk);
  if ("finding" in place || "finding" in supplier)
    return heldBy(separated<unknown>([place, supplier]).findings, [], suggestions);
  const about = { crosswalk, supplier: supplier.found, company: connection.companyId, today };
  const { found: lines, findings } = orderableLines(requisition, snapshot, about);
  if (findings.length > 0) return heldBy(findings, [], suggestions);
  const pickingType = receiptsOf(place.found.id, snapshot);
  const { operations, links } = orderOperations(requisition, lines, {
    today,
    timeZone: connection.timeZone,
    pickingType,
    place: place.found.name,
  });
  return {
    operations,
    links,
    note: note(requisition, place.found.name, links.length),
    changes: roundedUp(lines),
  };
}

/**
 * Returns the ID of the operation type for receipts in the warehouse that a location belongs to. Returns null if there is none,
 * in which case Odoo selects one.
 */
function receiptsOf(location: number, snapshot: Snapshot): number | null {
  const record = records(snapshot, "locations").find(({ id }) => id === location);
  const warehouse = record === undefined ? null : reference(record, "warehouse_id");
  if (warehouse === null) return null;
  return (
    records(snapshot, "picking_types").find((type) => reference(type, "warehouse_id") === warehouse)?.id ??
    null
  );
}

function note({ id, lines, requestedDate }: Requisition, department: string, orders: number): Term {
  const items = lines.length === 1 ? say("one-item") : say("items", { count: lines.length });
  const values = { number: id, department, items };
  if (requestedDate === undefined)
    return orders === 1 ? say("ordered", values) : say("ordered-from-several", { ...values, orders });
  const needed = { ...values, date: { date: requestedDate } };
  return orders === 1 ? say("ordered-by", needed) : say("ordered-from-several-by", { ...needed, orders });
}
