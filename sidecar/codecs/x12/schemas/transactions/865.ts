import { type TransactionTable, UNRECORDED } from "./table.ts";

/**
 * The Purchase Order Change Acknowledgment/Request - Seller Initiated (865).
 * In 005010, texts are in MTX instead of MSG.
 */
export const PURCHASE_ORDER_CHANGE_ACKNOWLEDGMENT: TransactionTable = {
  code: "865",
  sources: { "4010": { source: UNRECORDED }, "5010": { source: UNRECORDED } },
  table: `
ST M 1
BCA M 1
CUR O 1
REF O >1
PER O 3
TAX O >1
FOB O >1
CTP O >1
PAM O 10
CSH O 5
use charges
ITD O 5
DIS O 20
INC O 1
DTM O 10
LDT O 12 4010
LIN O 5
SI O >1
PID O 200
MEA O 40
PWK O 25
PKG O 25
TD1 O 2
use carrier-details
PCT O >1
MAN O 10
TXI O >1
CTB O >1
G53 O >1 5010
loop LDT O >1 5010
  LDT M 1
  QTY O >1
  MTX O >1
loop N9 O 1000
  N9 M 1
  DTM O >1
  MSG O 1000 4010
  MTX O >1 5010
  PWK O >1 5010
loop N1 O 200
  N1 M 1
  N2 O 2
  N3 O 2
  N4 O >1
  NX2 O >1
  REF O 12
  PER O >1
  SI O >1
  FOB O 1
  TD1 O 2
  use carrier-details
  PKG O 25
  MTX O >1 5010
loop AMT O >1 5010
  AMT M 1
  PCT O >1
use sales-advice
loop LM O >1 5010
  LM M 1
  LQ M >1
loop POC O >1
  POC M 1
  LIN O >1
  SI O >1
  CUR O 1
  CN1 O 1
  PO3 O 25
  CTP O >1
  PAM O 10
  MEA O 40
  use descriptions
  PWK O 25
  PKG O 25
  PO4 O >1
  REF O >1
  PER O 3
  use charges
  IT8 O 1
  CSH O >1
  ITD O 2
  DIS O 20
  INC O 1
  TAX O >1
  FOB O >1
  SDQ O 500
  DTM O 10
  TD1 O 1
  use carrier-details
  TXI O >1
  PCT O >1
  use acknowledged-quantities
  MAN O 10
  SPI O >1
  MSG O >1 4010
  MTX O >1 5010
  CTB O >1
  loop LM O >1 5010
    LM M 1
    LQ M >1
  loop AMT O >1
    AMT M 1
    PCT O >1
  use quantities
  use delivery-schedules
  LS O 1
  loop LDT O >1
    LDT M 1
    QTY O >1
    MSG O 1 4010
    MTX O >1 5010
    loop LM O >1 5010
      LM M 1
      LQ M >1
  LE O 1
  loop N9 O 1000
    N9 M 1
    DTM O >1
    MSG O 1000 4010
    MTX O >1 5010
    PWK O >1 5010
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
    PKG O 25
    loop LDT O >1
      LDT M 1
      QTY O >1
      MSG O 1 4010
      MTX O >1 5010
  loop SLN O 1000
    SLN M 1
    MSG O >1 4010
    MTX O >1 5010
    SI O >1
    PID O 1000
    PO3 O 25
    MEA O >1 5010
    CTP O 25
    PAM O 10
    ACK O 104
    loop SAC O 10
      SAC M 1
      CUR O 1
    DTM O 10
    PO4 O 1
    TAX O 3
    ADV O >1
    use quantities
    loop N9 O >1
      N9 M 1
      DTM O >1
      MSG O >1 4010
      MTX O >1 5010
    loop N1 O 10
      N1 M 1
      use address
      NX2 O >1
      REF O 12
      PER O 3
      SI O >1
loop CTT O 1
  CTT M 1
  AMT O 5
SE M 1
`,
};
