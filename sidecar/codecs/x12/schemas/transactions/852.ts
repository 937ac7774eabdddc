import { bots, type TransactionTable } from "./table.ts";

/** The Product Activity Data (852). */
export const PRODUCT_ACTIVITY: TransactionTable = {
  code: "852",
  sources: { "4010": { source: bots("4010", "852") }, "5010": { source: bots("5010", "852") } },
  table: `
ST M 1
XQ M 1
XPO O >1
N9 O >1
PER O 3
loop N1 O 200
  N1 M 1
  use one-line-address
  FOB O 1
  TD5 O 1
  DTM O >1
  N9 O >1
  PER O 3
loop LIN O 999999
  LIN M 1
  CTP O 25
  SAC O >1 5010
  PO4 O 1
  N9 O >1
  AMT O 10
  PAL O 1
  QTY O 1 4010
  QTY O >1 5010
  loop ZA M >1
    ZA M 1
    QTY O 1 4010
    QTY O >1 5010
    CTP O 25
    SDQ O >1
    loop G95 O 1
      G95 M 1
      DTM O 2
CTT O 1
SE M 1
`,
};
