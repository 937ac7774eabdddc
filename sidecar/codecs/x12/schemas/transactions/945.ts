import { bots, type TransactionTable } from "./table.ts";

/** The Warehouse Shipping Advice (945). */
export const SHIPPING_ADVICE: TransactionTable = {
  code: "945",
  sources: { "4010": { source: bots("4010", "945") }, "5010": { source: bots("5010", "945") } },
  table: `
ST M 1
W06 M 1
use warehouse-heading
W27 O 1
W6 O 1
W28 O 1
W10 O 10
G72 O 5
TD1 O 5 5010
use codes
loop LX O >1
  LX M 1
  MAN O >1
  PAL O 1
  N9 O 5
  loop W12 O >1
    W12 M 1
    G69 O 5
    N9 O 200
    G62 O 10
    QTY O 10
    MEA O 5
    AMT O 1
    R4 O 5
    W27 O 1
    N1 O 5 4010
    loop N1 O >1 5010
      N1 M 1
      N2 O 1
      N3 O 1
      N4 O 1
      PER O 1
    G72 O 5
    use codes
    LS O 1
    loop LX O >1
      LX M 1
      N9 O >1
      G62 O 10
      N1 O 1
      use codes
    LE O 1
    use accounts
W03 O 1
SE M 1
`,
};
