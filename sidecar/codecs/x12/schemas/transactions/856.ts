import { bots, type TransactionTable } from "./table.ts";

/**
 * The Ship Notice/Manifest (856). Shipment, orders, tares, packs and items are HL loops on one level; which of them belongs to
 * which follows from HL02. HL03 states the level of each.
 */
export const SHIP_NOTICE: TransactionTable = {
  code: "856",
  sources: { "4010": { source: bots("4010", "856") }, "5010": { source: bots("5010", "856") } },
  isHierarchical: true,
  table: `
ST M 1
BSN M 1
DTM O 10
loop HL M 200000
  HL M 1
  LIN O 1
  SN1 O 1
  SLN O 1000
  PRF O 1
  PO4 O 1
  PID O 200
  MEA O 40
  PWK O 25
  PKG O 25
  TD1 O 20
  TD5 O 12
  TD3 O 12 4010
  loop TD3 O 12 5010
    TD3 M 1
    AT9 O 1
  TD4 O 5
  TSD O 1
  REF O >1
  PER O 3
  loop LH1 O 100
    LH1 M 1
    LH2 O 4
    LH3 O 12
    LFH O 20
    LEP O >1
    LH4 O 1 4010
    LH4 O 4 5010
    LHT O 3
    LHR O 10
    PER O 5
    LHE O 1
  loop CLD O 200
    CLD M 1
    REF O 200
    DTP O 1
  MAN O >1
  DTM O 10
  FOB O 1
  PAL O 1
  loop N1 O 200
    N1 M 1
    use address
    REF O 12
    PER O 3
    FOB O 1
  SDQ O 50
  ETD O 1
  CUR O 1
  loop SAC O >1
    SAC M 1
    CUR O 1
  GF O 1
  YNQ O 10
  use codes
  use ports
CTT O 1
SE M 1
`,
};
