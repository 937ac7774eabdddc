import { bots, type TransactionTable } from "./table.ts";

/**
 * The Warehouse Shipping Order (940). The description of the OopFactory X12 parser agrees with this one in 004010, except for some
 * loops of 005010 that it contains as well.
 */
export const SHIPPING_ORDER: TransactionTable = {
  code: "940",
  sources: { "4010": { source: bots("4010", "940") }, "5010": { source: bots("5010", "940") } },
  table: `
ST M 1
W05 M 1
loop N1 O 10
  N1 M 1
  use address
  PER O 5
N9 O 10
G61 O 3
G62 O 10
NTE O >1
W09 O 1
W66 O 1
W6 O 1 4010
W6 O 5 5010
R2 O 13
BNX O 1
loop TD3 O 1 5010
  TD3 M 1
  AT9 O 1
use codes
loop LX O >1
  LX M 1
  MAN O >1
  SDQ O >1
  N1 O 1
  G62 O 10
  N9 O >1 5010
  loop W01 O >1
    W01 M 1
    G69 O 5
    N9 O 200
    NTE O >1
    W20 O 3
    QTY O 10
    AMT O 1 4010
    AMT O >1 5010
    G62 O 10
    G66 O 1
    N1 O 3 4010
    PER O 5 4010
    loop N1 O >1 5010
      N1 M 1
      N2 O 1
      N3 O 1
      N4 O 1
      PER O 5
    LH2 O 6
    LHR O 1
    LH6 O 5
    use codes
    LS O 1
    loop LX O >1
      LX M 1
      N9 O >1
      G62 O 10
      N1 O 1
      SDQ O >1
      use codes
      loop LH1 O >1
        LH1 M 1
        LH2 O 4
        LH3 O 10
        LFH O 20
        LEP O 3
        LH4 O 1
        LHT O 3
        LHR O 5
        PER O 5
    LE O 1
    use accounts
W76 O 1
SE M 1
`,
};
