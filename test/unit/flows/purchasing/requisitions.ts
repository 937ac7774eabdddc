import type { ConnectionProfile } from "../../../../sidecar/documents/connection-profile.ts";
import type { Requisition, RequisitionLine } from "../../../../sidecar/documents/requisition.ts";
import type { OdooRecord, Operation, Plan, Snapshot } from "../../../../sidecar/flows/flow.ts";
import { requisition } from "../../../../sidecar/flows/purchasing/requisition/flow.ts";
import { type DepartmentSetup, departmentSnapshot, ehr } from "../billing/departments.ts";
import { inEnglish } from "../english.ts";

/** The vendors of Northfield and their prices, as the gateway returns them for a requisition. */

export const asker: ConnectionProfile = { ...ehr, flows: ["requisition"] };

/** An offer for a product (default: gloves) of a vendor (default: Harbor, 40): boxes of 100 at 9.40. */
export type OfferSetup = {
  readonly product?: number;
  readonly variant?: boolean;
  readonly partner?: number;
  readonly sequence?: number;
  readonly price?: number;
  readonly discount?: number;
  readonly minimum?: number;
  readonly days?: number;
  readonly from?: string | null;
  readonly until?: string | null;
  readonly currency?: number;
  readonly unit?: number;
  readonly company?: number | null;
};
export type RequisitionSetup = {
  readonly offers?: readonly OfferSetup[];
  readonly crosswalk?: DepartmentSetup["crosswalk"];
  readonly suppliers?: readonly OdooRecord[];
  /** IDs of the orders that requisitions with this number created, as Odoo returns them. */
  readonly made?: readonly number[];
  /** The documents that were applied earlier under this number. */
  readonly before?: readonly Requisition[];
  readonly warehouse?: number | null;
};

const usualOffers: readonly OfferSetup[] = [
  {},
  { partner: 43, sequence: 2, price: 8.9 },
  { product: 3001, partner: 41, unit: 1, price: 2.4, days: 5 },
  { product: 3004, partner: 41, unit: 1, price: 0.04, minimum: 100, days: 5 },
];

const templateOf = (product: unknown) => Number(product) + 5000;

function offerRecord(offer: OfferSetup, index: number): OdooRecord {
  const product = offer.product ?? 1002;
  return {
    id: 900 + index,
    sequence: offer.sequence ?? 1,
    partner_id: offer.partner ?? 40,
    product_id: offer.variant === true ? product : null,
    product_tmpl_id: templateOf(product),
    price: offer.price ?? 9.4,
    discount: offer.discount ?? 0,
    min_qty: offer.minimum ?? 0,
    delay: offer.days ?? 3,
    date_start: offer.from ?? null,
    date_end: offer.until ?? null,
    currency_id: offer.currency ?? 1,
    product_uom_id: offer.unit ?? 4,
    company_id: offer.company ?? null,
  };
}

/** Returns the snapshot of a requisition with these offers. */
export function requisitionSnapshot(setup: RequisitionSetup = {}, number = "RQ-1"): Snapshot {
  const departments = departmentSnapshot({ crosswalk: setup.crosswalk ?? [] });
  const warehouse = setup.warehouse === undefined ? 22 : setup.warehouse;
  return {
    products: (departments.products ?? []).map((record) => ({
      ...record,
      product_tmpl_id: templateOf(record.id),
    })),
    packs: departments.packs ?? [],
    locations: (departments.locations ?? []).map((record) => ({ ...record, warehouse_id: warehouse })),
    units: departments.units ?? [],
    crosswalk: departments.crosswalk ?? [],
    vendors: (setup.offers ?? usualOffers).map(offerRecord),
    picking_types: [{ id: 21, warehouse_id: 22 }],
    suppliers: setup.suppliers ?? [{ id: 43, name: "Cedar Clinic Products", ref: "CEDAR" }],
    made: (setup.made ?? []).map((id) => {
      return { id: 700 + id, document_number: number, res_model: "purchase.order", res_id: id };
    }),
  };
}

/** A line; default: two boxes of gloves. */
export function requisitionLine(line: Partial<RequisitionLine> = {}): RequisitionLine {
  return {
    id: "1",
    item: { ids: [{ scheme: "buyer", id: "NF-1002" }] },
    quantity: { value: "2", unit: "BX" },
    ...line,
  };
}

/** Returns a requisition of Clinic East of 20 November 2026. */
export function requisitionOf(
  lines: readonly RequisitionLine[] = [requisitionLine()],
  more: Partial<Requisition> = {},
): Requisition {
  return {
    type: "Requisition",
    id: "RQ-1",
    issueDate: "2026-11-20",
    department: [{ scheme: "department", id: "DEP-CLE" }],
    lines: [...lines],
    ...more,
  };
}

/** Returns the plan of a requisition, its sentences in English. */
export function requisitionPlan(document: Requisition, setup: RequisitionSetup = {}): Plan {
  const plan = requisition.plan(document, requisitionSnapshot(setup, document.id), {
    connection: asker,
    policy: {},
    today: "2026-11-20",
    history: (setup.before ?? []).map((input, index) => ({ id: `d${index}`, input, changes: [] })),
  });
  return inEnglish(plan);
}

type OrderValues = Readonly<Record<string, unknown>> & {
  readonly order_line: readonly Readonly<Record<string, unknown>>[];
};

/** Returns the values of the orders that a plan creates; none for an exception. */
export function madeOrders(plan: Plan): readonly OrderValues[] {
  const operations: readonly Operation[] = "operations" in plan ? plan.operations : [];
  return operations.flatMap((operation) =>
    operation.op === "create" ? [operation.values as unknown as OrderValues] : [],
  );
}
