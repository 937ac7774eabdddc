import { type TransactionTable, UNRECORDED } from "./table.ts";

/** The Purchase Order Acknowledgment (855). */
export const PURCHASE_ORDER_ACKNOWLEDGMENT: TransactionTable = {
  code: "855",
  sources: { "4010": { source: UNRECORDED }, "5010": { source: UNRECORDED } },
  table: `
ST M 1
BAK M 1
CUR O 1
REF O >1
PER O 3
TAX O >1
FOB O >1
CTP O >1
PAM O 10
CSH O 25
use charges
ITD O >1
DIS O 20
INC O 1
DTM O 10
LDT O 12
LIN O 5
SI O >1
PID O 200
MEA O 40
PWK O 25
PKG O 25
TD1 O 2
use carrier-details
MAN O 10
TXI O >1
CTB O >1
loop N9 O 1000
  N9 M 1
  DTM O >1
  MSG O 1000
loop N1 O 200
  N1 M 1
  N2 O 2
  N3 O 2
  N4 O >1
  NX2 O >1
  REF O 12
  PER O 3
  SI O >1
  FOB O 1
  TD1 O 2
  use carrier-details
  PKG O 200
  MSG O >1 5010
use sales-advice
loop PO1 O 100000
  PO1 M 1
  LIN O >1
  SI O >1
  CUR O 1
  CN1 O 1
  PO3 O 25
  use line-prices
  PAM O 10
  MEA O 40
  use descriptions
  PWK O 25
  PKG O 200
  PO4 O >1
  REF O >1
  PER O 3
  use line-charges
  IT8 O 25
  CSH O >1
  ITD O 2
  DIS O 20
  INC O 1
  TAX O >1
  FOB O >1
  SDQ O 500
  IT3 O 5
  DTM O 10
  TD1 O 1
  use carrier-details
  PCT O >1
  MAN O 10
  MSG O >1
  SPI O >1
  TXI O >1
  CTB O >1
  use quantities
  use acknowledged-quantities
  use delivery-schedules
  use package-quantities
  LS O 1
  loop LDT O >1
    LDT M 1
    QTY O >1
    MSG O 1
    REF O >1
  LE O 1
  loop N9 O 1000
    N9 M 1
    DTM O >1
    MEA O 40
    MSG O 1000
  loop N1 O 200
    N1 M 1
    use address
    QTY O >1
    NX2 O >1
    REF O 12
    PER O 3
    SI O >1
    DTM O 1
    FOB O 1
    SCH O 200
    TD1 O 2
    use carrier-details
    PKG O 200
    use line-destinations
  loop SLN O 1000
    SLN M 1
    MSG O >1
    SI O >1
    PID O 1000
    PO3 O 104
    TC2 O >1
    ADV O >1
    use acknowledged-quantities
    DTM O 10
    CTP O 25
    PAM O 10
    PO4 O 1
    TAX O 3
    loop N9 O >1
      N9 M 1
      DTM O >1
      MSG O >1
    use line-charges
    use quantities
    use subline-parties
  use line-amounts
use totals
SE M 1
`,
};
