import { bots, oopFactory, type TransactionTable } from "./table.ts";

/** The Product Transfer and Resale Report (867). */
export const RESALE_REPORT: TransactionTable = {
  code: "867",
  sources: {
    "4010": { source: bots("4010", "867"), verifiedWith: oopFactory("867") },
    "5010": { source: bots("5010", "867") },
  },
  table: `
ST M 1
BPT M 1
CUR O 1
DTM O 10
REF O 12
PER O 3
MEA O 20
PSA O 10
loop N1 O 5
  N1 M 1
  use address
  REF O 12
  loop PER O >1
    PER M 1
    REF O >1
loop LM O >1
  LM M 1
  LQ M 100
  LCD O 2 5010
loop PTD M >1
  PTD M 1
  DTM O 10
  REF O 20
  PRF O 1
  PER O 3
  MAN O 1
  LCD O 2 5010
  LQ O >1 5010
  MEA O >1 5010
  loop N1 O 5
    N1 M 1
    use address
    REF O 20
    PER O 3
    loop SII O >1
      SII M 1
      N9 O 1
  loop QTY O >1
    QTY M 1
    LIN O 1
    PO3 O 25
    PO4 O 1
    UIT O 12
    AMT O 12
    ITA O 10
    PID O 200
    MEA O 40
    PWK O 25
    PKG O 25
    REF O >1
    PER O 3
    DTM O 10
    CUR O 1
    DD O 1 4010
    DD O >1 5010
    LDT O 1
    loop LM O >1
      LM M 1
      LQ O 100
    loop LX O >1
      LX M 1
      REF O >1
      DTM O 1
      N1 O 1
      loop LM O >1
        LM M 1
        LQ M 100
    use accounts
loop CTT O 1
  CTT M 1
  AMT O 12
  ITA O 10
SE M 1
`,
};
