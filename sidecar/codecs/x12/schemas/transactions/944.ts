import { bots, type TransactionTable } from "./table.ts";

/** The Warehouse Stock Transfer Receipt Advice (944). In 005010, its items are grouped by LX. */
export const STOCK_TRANSFER_RECEIPT: TransactionTable = {
  code: "944",
  sources: { "4010": { source: bots("4010", "944") }, "5010": { source: bots("5010", "944") } },
  table: `
ST M 1
W17 M 1
use warehouse-heading
W08 O 1
W18 O 10
G08 O 2
TD1 O 5 5010
loop W07 M 9999 4010
  use received-item
loop LX M >1 5010
  LX M 1
  MAN O 1
  PAL O >1
  N9 O 5
  loop W07 O 9999
    use received-item
W14 M 1
SE M 1
`,
};
