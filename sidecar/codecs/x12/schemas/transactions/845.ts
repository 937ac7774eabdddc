import { bots, oopFactory, type TransactionTable } from "./table.ts";

/** The Price Authorization Acknowledgment/Status (845). */
export const PRICE_AUTHORIZATION: TransactionTable = {
  code: "845",
  sources: {
    "4010": { source: bots("4010", "845"), verifiedWith: oopFactory("845") },
    "5010": { source: bots("5010", "845") },
  },
  table: `
ST M 1
BPA M 1
CUR O 1
NTE O 10
REF O 12
PER O 3
DTM O 10
loop N1 O 10000
  N1 M 1
  use address
  REF O 12
  PER O 3
  DTM O 10
loop CON M 10000
  CON M 1
  REF O 12 4010
  REF O >1 5010
  PER O 3
  DTM O 10
  CTB O 10
  ITD O 2
  loop N1 O 10000 4010
    use contract-party
  loop N1 O >1 5010
    use contract-party
  loop PAD O >1
    PAD M 1
    CTB O 10
    PID O 200
    MEA O 40
    UIT O 20
    QTY O 5
    AMT O 5
    CUR O 1
    SSS O 1
    SHP O 1
    DTM O 2
    loop LIN O 1
      LIN M 1
      G53 O 1
      SLN O 100
    use price-parties
    loop CTP O 25 4010
      use authorized-price
    loop CTP O >1 5010
      use authorized-price
CTT M 1
SE M 1
`,
};
