/** Groups of rows that several transaction sets contain, by name, in the notation of the transaction sets. */
export const BLOCKS: Readonly<Record<string, string>> = {
  // Of orders, their answers and invoices.
  "delivery-schedules": `
loop SCH O 200
  SCH M 1
  TD1 O 2
  use carrier-details
  REF O >1
`,
  "sales-advice": `
loop ADV O >1
  ADV M 1
  DTM O >1
  MTX O >1
`,
  "package-quantities": `
loop PKG O 200
  PKG M 1
  MEA O >1
`,
  quantities: `
loop QTY O >1
  QTY M 1
  SI O >1
`,
  "line-charges": `
loop SAC O 25
  SAC M 1
  CUR O 1
  CTP O 1
`,
  charges: `
loop SAC O 25
  SAC M 1
  CUR O 1
`,
  "taxed-line-charges": `
loop SAC O 25
  SAC M 1
  TXI O 10
`,
  ports: `
loop V1 O >1
  V1 M 1
  R4 O >1
  DTM O >1
`,
  "acknowledged-quantities": `
loop ACK O 104
  ACK M 1
  DTM O 1
`,
  "subline-parties": `
loop N1 O 25
  N1 M 1
  use address
  NX2 O >1
  REF O 12
  PER O 3
  SI O >1
`,
  "line-destinations": `
loop LDT O >1
  LDT M 1
  MAN O 10
  QTY O 5
  MSG O 1
  REF O 3
`,
  "line-amounts": `
loop AMT O >1
  AMT M 1
  REF O 1
  PCT O >1
`,
  totals: `
loop CTT O 1
  CTT M 1
  AMT O 1
`,
  descriptions: `
loop PID O 1000
  PID M 1
  MEA O 10
`,
  "line-prices": `
loop CTP O >1
  CTP M 1
  CUR O 1
`,
  "invoice-parties": `
loop N1 O 200
  N1 M 1
  use address
  REF O 12
  PER O 3
  DMG O 1
`,
  // A name (N1) with its address. The loop and its other segments are in the table of the set.
  address: `
N2 O 2
N3 O 2
N4 O 1
`,
  "one-line-address": `
N2 O 1
N3 O 2
N4 O 1
`,
  "carrier-details": `
TD5 O 12
TD3 O 12
TD4 O 5
`,
  codes: `
loop LM O 10
  LM M 1
  LQ M 100
`,
  "unlimited-codes": `
loop LM O >1
  LM M 1
  LQ M >1
`,
  accounts: `
loop FA1 O >1
  FA1 M 1
  FA2 M >1
`,
  // The reference of a detail, with its date.
  "dated-references": `
loop REF O >1
  REF M 1
  DTM O >1
`,
  "dated-reference": `
loop REF O >1
  REF M 1
  DTM O 1
`,
  "taxed-charges": `
loop SAC O >1
  SAC M 1
  TXI O >1
`,
  // The line items of a remittance advice, which stand below an adjustment and below an open item.
  "remitted-sublines": `
loop SLN O >1
  SLN M 1
  use dated-references
  use taxed-charges
`,
  "adjusted-items": `
loop IT1 O >1
  IT1 M 1
  RPA O 1 5010
  QTY O 1 5010
  use dated-reference
  loop SAC O >1
    SAC M 1
    TXI O >1
    DTM O 10 5010
  use remitted-sublines
`,
  "remitted-items": `
loop IT1 O >1
  IT1 M 1
  RPA O 1 5010
  QTY O 1 5010
  use dated-reference
  use taxed-charges
  use remitted-sublines
`,
  "catalog-references": `
loop N9 O >1
  N9 M 1
  DTM O >1
  MTX O >1 5010
  PWK O >1 5010
  EFI O >1 5010
`,
  "catalog-price": `
DTM O 10
G36 O 1
LDT O 1
CUR O 5
PO4 O 1
CTB O 5
REF O >1
G43 O 9999
SAC O >1
G26 O 99
`,
  "contract-party": `
N1 M 1
use address
REF O 12
PER O 3
DTM O 2
CTB O 25
`,
  "price-parties": `
loop N1 O 10000
  N1 M 1
  use address
  DTM O 10
  CTB O 25
`,
  "authorized-price": `
CTP M 1
DTM O 10
CTB O 25
use price-parties
`,
  "inventory-party": `
N1 M 1
use address
REF O 12
PER O 3
`,
  "receiving-party": `
N1 M 1
use address
REF O 100
PER O 3
FOB O 1
`,
  "received-item": `
W07 M 1
G69 O 5
N9 O 200
W20 O 2
loop W13 O 50
  W13 M 1
  N9 O 200
`,
  "supporting-documents": `
loop PWK O >1
  PWK M 1
  PER O 1
  N1 O 1
  N3 O 1
  N4 O 1
`,
  // The heading of a warehouse document after its first segment.
  "warehouse-heading": `
loop N1 M 10
  N1 M 1
  use one-line-address
  PER O 5
N9 O 10
G61 O 3
G62 O 5
NTE O 20
`,
};
