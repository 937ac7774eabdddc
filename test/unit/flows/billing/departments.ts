import { Decimal } from "decimal.js";
import type { ConnectionProfile } from "../../../../sidecar/documents/connection-profile.ts";
import type { StockMovement, StockMovementLine } from "../../../../sidecar/documents/stock-movement.ts";
import type { OdooRecord, Plan, Snapshot } from "../../../../sidecar/flows/flow.ts";
import { stockConsumption } from "../../../../sidecar/flows/stock/stock-consumption/flow.ts";
import { inEnglish } from "../english.ts";
import { profile, units } from "../northfield.ts";

/** The departments of Northfield and their stock, as the gateway returns them. */

export const ehr: ConnectionProfile = {
  ...profile,
  code: "ehr",
  name: "Electronic health record",
  kind: "ehr",
  partnerId: null,
  identifiers: [],
  format: { code: "hl7v2", version: "2.5.1", options: {} },
  flows: ["stock-consumption"],
};

const locations: readonly OdooRecord[] = [
  { id: 51, name: "Clinic East", barcode: "DEP-CLE", location_id: 50 },
  { id: 52, name: "Clinic West", barcode: "DEP-CLW", location_id: 50 },
  { id: 53, name: "Cabinet", barcode: null, location_id: 51 },
];

const product = (id: number, name: string, unit: number, packs: readonly number[], tracking: string) => ({
  id,
  default_code: `NF-${id}`,
  barcode: `952700000${id}`,
  name,
  uom_id: unit,
  uom_ids: packs,
  tracking,
  is_storable: true,
  type: "consu",
});

const products: readonly OdooRecord[] = [
  { ...product(1002, "Nitrile exam gloves, medium", 1, [4, 5], "none"), barcode: "9527000010026" },
  product(2010, "Infusion pump", 1, [], "serial"),
  product(3001, "Sodium chloride 0.9 % 1 l", 1, [2], "lot"),
  product(3004, "Paracetamol 500 mg", 1, [], "lot"),
  { ...product(9001, "Wipes", 1, [], "none"), is_storable: false },
  { ...product(9002, "Ambulance ride", 1, [], "none"), is_storable: false, type: "service" },
];

/** Returns a lot with this name and expiration date. */
export type LotSetup = { readonly name: string; readonly product?: number; readonly expires?: string | null };
/** A quantity of a product (default: saline) and lot at a location (default: Clinic East). */
export type QuantSetup = {
  readonly product?: number;
  readonly lot?: string;
  readonly place?: number;
  readonly quantity: number;
};
export type DepartmentSetup = {
  readonly lots?: readonly LotSetup[];
  readonly quants?: readonly QuantSetup[];
  readonly crosswalk?: readonly (readonly [scheme: string, value: string, model: string, id: number])[];
};

const usualCrosswalk: NonNullable<DepartmentSetup["crosswalk"]> = [
  ["department", "CLE", "stock.location", 51],
  ["cost-centre", "CC-CLE", "account.analytic.account", 71],
  ["department-cost", "DEP-CLE", "account.analytic.account", 71],
  ["department-cost", "CLE", "account.analytic.account", 71],
  ["department-cost", "DEP-CLW", "account.analytic.account", 72],
  ["unit", "U2", "uom.uom", 1],
  ["ndc", "00093226401", "product.product", 3004],
];

/** Returns the snapshot of a department with these lots and quantities. */
export function departmentSnapshot(setup: DepartmentSetup = {}): Snapshot {
  const lots = (setup.lots ?? []).map(({ name, product: of = 3001, expires = null }, index) => ({
    id: 600 + index,
    name,
    product_id: of,
    expiration_date: expires === null ? null : `${expires}T00:00:00Z`,
  }));
  const quants = (setup.quants ?? []).map(({ product: of = 3001, lot, place = 51, quantity }, index) => ({
    id: 800 + index,
    product_id: of,
    location_id: place,
    lot_id: lot === undefined ? null : (lots.find(({ name }) => name === lot)?.id ?? null),
    quantity,
  }));
  const entries = [...usualCrosswalk, ...(setup.crosswalk ?? [])];
  return {
    products,
    packs: [{ id: 1, product_id: 1002, uom_id: 4, barcode: "19527000010023" }],
    locations,
    lots,
    quants,
    units,
    crosswalk: entries.map(([scheme, value, res_model, res_id], index) => {
      return { id: index + 1, scheme, value, res_model, res_id };
    }),
  };
}

/** A line of a movement; default: two pieces of saline. */
export function movementLine(line: Partial<StockMovementLine> = {}): StockMovementLine {
  return {
    id: "1",
    item: { ids: [{ scheme: "buyer", id: "NF-3001" }] },
    quantity: { value: "2", unit: "C62" },
    ...line,
  };
}

/** A consumption in Clinic East on 20 November 2026. */
export function movementOf(
  lines: readonly StockMovementLine[],
  more: Partial<StockMovement> = {},
): StockMovement {
  return {
    type: "StockMovement",
    id: "MSG-1",
    direction: "consumption",
    occurredAt: "2026-11-20T10:15:00-06:00",
    department: [{ scheme: "department", id: "DEP-CLE" }],
    lines: [...lines],
    ...more,
  };
}

/** Returns the plan of a movement, its sentences in English. */
export function stockPlan(movement: StockMovement, setup: DepartmentSetup = {}, policy: object = {}): Plan {
  const plan = stockConsumption.plan(movement, departmentSnapshot(setup), {
    connection: ehr,
    policy: stockConsumption.policy.parse(policy),
    today: "2026-11-21",
    history: [],
  });
  return inEnglish(plan);
}

export type ConsumeArguments = {
  readonly number: string;
  readonly direction: string;
  readonly used_on: string;
  readonly location_id: number;
  readonly analytic_account_id: number;
  readonly lines: readonly {
    readonly product_id: number;
    readonly lot_id?: number;
    readonly quantity: string;
  }[];
};

/** Returns the arguments of a plan's verb, or null for an exception. */
export function consumed(plan: Plan): ConsumeArguments | null {
  const operation = "operations" in plan ? plan.operations[0] : undefined;
  return operation?.op === "do" ? (operation.arguments as ConsumeArguments) : null;
}

/** Returns the setup after the plan: the verb consumes the quants of each lot in order. */
export function afterwards(setup: DepartmentSetup, plan: Plan): DepartmentSetup {
  const asked = consumed(plan);
  if (asked === null) return setup;
  const { lots = [] } = departmentSnapshot(setup);
  const quants = (setup.quants ?? []).map((quant) => ({ ...quant }));
  for (const line of asked.lines) {
    const lot = lots.find(({ id }) => id === line.lot_id)?.name as string | undefined;
    let missing = new Decimal(line.quantity).times(asked.direction === "return" ? -1 : 1);
    for (const quant of quants) {
      if ((quant.product ?? 3001) !== line.product_id || quant.lot !== lot) continue;
      if (quant.place !== undefined && ![asked.location_id, 53].includes(quant.place)) continue;
      const taken = missing.lt(0) ? missing : Decimal.min(missing, quant.quantity);
      quant.quantity = new Decimal(quant.quantity).minus(taken).toNumber();
      missing = missing.minus(taken);
    }
    if (!missing.isZero()) throw new Error("The plan takes what is not there.");
  }
  return { ...setup, quants };
}
