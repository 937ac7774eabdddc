/** Groups of rows that several transaction sets contain, by name, in the notation of the transaction sets. */
export const BLOCKS: Readonly<Record<string, string>> = {
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
