import { bots, oopFactory, type TransactionTable } from "./table.ts";

/** The Credit/Debit Adjustment (812). */
export const CREDIT_DEBIT_ADJUSTMENT: TransactionTable = {
  code: "812",
  sources: {
    "4010": { source: bots("4010", "812"), verifiedWith: oopFactory("812") },
    "5010": { source: bots("5010", "812") },
  },
  table: `
ST M 1
BCD M 1
CUR O 1
N9 O >1
PER O >1
ITD O >1
DTM O >1
FOB O 1
SHD O >1
SAC O 25
loop N1 M 200
  N1 M 1
  use address
  N9 O 12
  PER O 3
  AMT O 10
use codes
use accounts
loop CDD O >1
  CDD M 1
  LIN O 1
  PO4 O 1
  SAC O 25 4010
  N9 O >1
  DTM O 5
  loop SAC O 25 5010
    SAC M 1
    DTM O 5
  use codes
  loop N11 O >1
    N11 M 1
    AMT O 10
    PCT O 2
    loop N1 O >1
      N1 M 1
      AMT O 10
      PCT O 2
  use accounts 5010
SE M 1
`,
};
