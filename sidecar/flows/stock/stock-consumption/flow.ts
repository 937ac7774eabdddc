import type { StockMovement } from "../../../documents/stock-movement.ts";
import type { Flow, FlowInput } from "../../flow.ts";
import { planStockConsumption } from "./plan.ts";
import { type StockConsumptionPolicy, stockConsumptionPolicy } from "./policy.ts";
import { stockReads } from "./reads.ts";

/** Deducts goods that a department used from the stock of that department, and returns unused goods to it. */
export const stockConsumption: Flow<StockMovement, StockConsumptionPolicy> = {
  code: "stock-consumption",
  name: "Stock consumption",
  description:
    "Deducts goods that a department dispensed or used from its stock by lot, charges them to its cost centre, and returns unused goods to stock.",
  kinds: ["ehr", "wms"],
  version: 1,
  direction: "inbound",
  documentType: "StockMovement",
  owner: "Pharmacy and supply",
  systemOfRecord: "partner",
  timing: "real-time",
  lane: "standard",
  serviceLevelSeconds: 60,
  sensitivity: "clinical",
  retentionDays: 2555,
  policy: stockConsumptionPolicy,
  accepts: (input: FlowInput): input is StockMovement => input.type === "StockMovement",
  // Each movement has its own aggregate, because a movement with an unknown item must not block later movements of its
  // department. If two movements need the same goods, the guards detect it, and the later one is planned again.
  aggregate: ({ id }, connection) => `stock/${connection.code}/${id}`,
  // Movements of one department compete for its stock.
  contends: ({ department }, connection) =>
    `stock/${connection.code}/${department.map(({ scheme, id }) => `${scheme}:${id}`).join("/")}`,
  documentNumber: ({ id }) => id,
  reads: stockReads,
  plan: planStockConsumption,
};
