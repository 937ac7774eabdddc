import { bots, type TransactionTable } from "./table.ts";

/** The Receiving Advice/Acceptance Certificate (861). */
export const RECEIVING_ADVICE: TransactionTable = {
  code: "861",
  sources: { "4010": { source: bots("4010", "861") }, "5010": { source: bots("5010", "861") } },
  table: `
ST M 1
BRA M 1
CUR O 1
REF O >1
PER O 3
DTM M 10
PRF O 25
TD1 O 2
use carrier-details
MEA O 40
loop N1 O 200
  use receiving-party
use codes
use accounts 5010
loop RCD O 200000
  RCD M 1
  SN1 O 1
  CUR O 1
  LIN O 100
  PID O 1000
  PO4 O 100
  REF O 12
  PER O 3
  DTM O 10
  PRF O 25
  MEA O >1
  FOB O 1
  TD1 O 20
  use carrier-details
  SAC O 10
  MAN O >1
  use codes
  loop SLN O 100
    SLN M 1
    PID O 1000
    NM1 O 1
    use codes
  loop N1 O 200
    use receiving-party
  use accounts 5010
CTT O 1
SE M 1
`,
};
