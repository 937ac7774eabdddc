import { type TransactionTable, UNRECORDED } from "./table.ts";

/** The Invoice (810). */
export const INVOICE: TransactionTable = {
  code: "810",
  sources: { "4010": { source: UNRECORDED }, "5010": { source: UNRECORDED } },
  table: `
ST M 1
BIG M 1
NTE O 100
CUR O 1
REF O 12 4010
REF O >1 5010
YNQ O 10
PER O 3
use invoice-parties
ITD O >1
DTM O 10
FOB O 1
PID O 200
MEA O 40
PWK O 25
PKG O 25
L7 O 1
BAL O >1
INC O 1
PAM O >1
CRC O 1 5010
use codes
loop N9 O 1 4010
  N9 M 1
  MSG M 10
loop N9 O >1 5010
  N9 M 1
  MSG M 10
use ports
use accounts
loop IT1 O 200000
  IT1 M 1
  CRC O 1
  QTY O 5
  CUR O 1
  IT3 O 5
  TXI O 10
  CTP O 25
  PAM O 10
  MEA O 40
  use descriptions
  PWK O 25
  PKG O 25
  PO4 O 1
  ITD O 2
  REF O >1
  YNQ O 10
  PER O 5
  SDQ O 500
  DTM O 10
  CAD O >1
  L7 O >1
  SR O 1
  use taxed-line-charges
  loop SLN O 1000
    SLN M 1
    DTM O 1
    REF O >1
    PID O 1000
    SAC O 25
    TC2 O 2
    TXI O 10
  use invoice-parties
  use codes
  use ports
  use accounts
TDS M 1
TXI O 10
CAD O 1
AMT O >1
use taxed-line-charges
loop ISS O >1
  ISS M 1
  PID O 1
CTT O 1
SE M 1
`,
};
