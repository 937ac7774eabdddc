import type { StockMovement } from "../../../documents/stock-movement.ts";
import type { Flow, FlowInput } from "../../flow.ts";
import { planStockConsumption } from "./plan.ts";
import { type StockConsumptionPolicy, stockConsumptionPolicy } from "./policy.ts";
import { stockReads } from "./reads.ts";

/** What a department used leaves its stock; what it brings back returns. */
export const stockConsumption: Flow<StockMovement, StockConsumptionPolicy> = {
  code: "stock-consumption",
  name: "Stock consumption",
  description:
    "What a department dispensed or used leaves its stock by lot, and its cost goes to the cost centre; returns come back.",
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
  // Each movement stands for itself: one with an unknown item must not hold back what its department dispenses afterwards.
  // Two that would take the same goods are told apart by their guards, and the later one is planned anew.
  aggregate: ({ id }, connection) => `stock/${connection.code}/${id}`,
  // They do compete for what lies in their department.
  contends: ({ department }, connection) =>
    `stock/${connection.code}/${department.map(({ scheme, id }) => `${scheme}:${id}`).join("/")}`,
  documentNumber: ({ id }) => id,
  reads: stockReads,
  plan: planStockConsumption,
};
