import { bots, type TransactionTable } from "./table.ts";

/** The Warehouse Stock Transfer Shipment Advice (943). */
export const STOCK_TRANSFER_SHIPMENT: TransactionTable = {
  code: "943",
  sources: { "4010": { source: bots("4010", "943") }, "5010": { source: bots("5010", "943") } },
  table: `
ST M 1
W06 M 1
use warehouse-heading
W27 M 1
W28 O 1
W10 O 1
loop W04 M 9999
  W04 M 1
  G69 O 5
  N9 O 200
  W20 O 2
W03 M 1
SE M 1
`,
};
