import { bots, type TransactionTable } from "./table.ts";

/**
 * The Inventory Inquiry/Advice (846). The description of the OopFactory X12 parser has the same segments and maxima in 004010, but
 * places the references between LS and LE below the item and not below its quantity.
 */
export const INVENTORY_ADVICE: TransactionTable = {
  code: "846",
  sources: { "4010": { source: bots("4010", "846") }, "5010": { source: bots("5010", "846") } },
  table: `
ST M 1
BIA M 1
CUR O 1
DTM O 10
REF O 12
PER O 3
MEA O 20
loop N1 O 5
  use inventory-party
use codes
loop LIN M 10000
  LIN M 1
  PID O 200
  MEA O 40
  PKG O 25
  DTM O 10
  CTP O 25
  CUR O 1
  SAC O 25
  REF O >1
  PER O 3
  SDQ O 500
  MAN O 1
  UIT O 5
  CS O 1
  DD O >1
  G53 O 1
  PCT O >1
  LDT O 12
  use codes
  loop SLN O 1000
    SLN M 1
    PID O 200
    MEA O 40
    PKG O 25
    loop MAN O 100
      MAN M 1
      MEA O 40
  loop QTY O 99
    QTY M 1
    UIT O 12
    MEA O 25
    LDT O 12
    DTM O 10
    loop SCH O 25
      SCH M 1
      MEA O 25
    loop LM O >1
      LM M 1
      LQ M 100
    LS O 1
    loop REF O >1
      REF M 1
      DTM O >1
      N1 O 1
      use codes
    LE O 1
  loop N1 O 200
    use inventory-party
CTT O 1
SE M 1
`,
};
