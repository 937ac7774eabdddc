import { bots, type TransactionTable } from "./table.ts";

/**
 * The Price/Sales Catalog (832). The description of the OopFactory X12 parser has the same segments and loops in 004010, but
 * without maxima.
 */
export const PRICE_CATALOG: TransactionTable = {
  code: "832",
  sources: { "4010": { source: bots("4010", "832") }, "5010": { source: bots("5010", "832") } },
  table: `
ST M 1
BCT M 1
CTP O 100
REF O >1
YNQ O 10
PER O >1
DTM O 10
CTB O 25
CUR O 5
ITD O 2
LDT O >1
SAC O >1
TD1 O >1
TD5 O >1
TD3 O >1
TD4 O >1
FOB O 1
PKG O >1
G93 O 50 4010
TXI O >1
AAA O 1
MTX O >1 5010
PWK O 25 5010
loop N1 O >1
  N1 M 1
  N2 O 2
  N3 O 2
  N4 O >1
  REF O 12
  PKG O >1
  PER O >1
  DTM O 10
  MTX O >1 5010
  SPI O 1 5010
use unlimited-codes
use catalog-references
loop G93 O >1 5010
  G93 M 1
  SAC O 1
  N1 O 1
  G26 O 1
loop LIN O >1
  LIN M 1
  PO1 O 1
  G53 O 1
  SI O >1
  DTM O 10
  REF O >1
  YNQ O 10
  PER O >1
  CRD O >1
  CTB O 25
  PID O 200
  MEA O 40
  PKG O 25
  PO4 O 1
  TD1 O >1
  TD5 O >1
  TD3 O >1
  TD4 O >1
  ITD O 2
  LDT O 1
  SAC O >1
  FOB O 1
  AAA O 1
  TC2 O 2
  TXI O >1
  MTX O >1 5010
  G55 O 1
  G54 O 1
  loop CTP O 100 4010
    CTP M 1
    G40 O 99
    use catalog-price
  loop CTP O >1 5010
    CTP M 1
    use catalog-price
    TXI O >1
    ITD O 1
    loop G40 O >1
      G40 M 1
      SAC O 1
      G93 O >1
    LS O 1
    use unlimited-codes
    LE O 1
    LS O 1
    loop N1 O >1
      N1 M 1
      N2 O 2
      N3 O 2
      N4 O 2
    LE O 1
  loop N1 O >1
    N1 M 1
    use address
    REF O 12
    PER O >1
    DTM O 10
    MTX O >1 5010
    PKG O >1
    PAL O >1 5010
    SPI O 1 5010
  loop G39 O >1
    G39 M 1
    CTP O 1
  loop PKL O 20
    PKL M 1
    CTP O 1
    PKG O 2
    G53 O 1 5010
    DTM O >1 5010
  loop LFG O 1
    LFG M 1
    loop CRC O >1
      CRC M 1
      QTY O 1
  use unlimited-codes 4010
  loop LM O >1 5010
    LM M 1
    loop LQ M >1
      LQ M 1
      REF O >1
      EFI O 1
      DTM O >1
      loop PID O >1
        PID M 1
        MEA O >1
        MTX O 1
  loop SLN O >1
    SLN M 1
    SI O >1
    PID O >1
    DTM O >1
    CTP O >1
    PAM O >1
    PO4 O >1
    PKG O >1
    QTY O >1
    MEA O >1
    SAC O >1
    MTX O >1
    use unlimited-codes
    loop N1 O >1 5010
      N1 M 1
      N2 O 2
      N3 O 2
      N4 O >1
      REF O 12
      PER O >1
      DTM O 10
  use catalog-references
CTT O 1
SE M 1
`,
};
