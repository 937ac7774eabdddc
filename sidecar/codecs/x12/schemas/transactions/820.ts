import { bots, type TransactionTable } from "./table.ts";

/**
 * The Payment Order/Remittance Advice (820). The description of the OopFactory X12 parser has the same loops in 004010, but without
 * maxima. That of kputnam/stupidedi for 005010 differs in two maxima (N9 unlimited, FA2 of an adjustment once).
 */
export const REMITTANCE_ADVICE: TransactionTable = {
  code: "820",
  sources: { "4010": { source: bots("4010", "820") }, "5010": { source: bots("5010", "820") } },
  table: `
ST M 1
BPR M 1
NTE O >1
TRN O 1
CUR O 1
REF O >1
DTM O >1
loop N1 O >1
  N1 M 1
  N2 O >1
  N3 O >1
  N4 O 1
  REF O >1
  PER O >1
  RDM O 1
  DTM O 1
loop ENT O >1
  ENT M 1
  use accounts 5010
  loop NM1 O >1
    NM1 M 1
    N2 O >1
    N3 O >1
    N4 O 1
    REF O >1
    PER O >1
  loop ADX O >1
    ADX M 1
    NTE O >1
    PER O >1
    DTM O 1
    use dated-references
    use adjusted-items
    use accounts 5010
  loop RMR O >1
    RMR M 1
    NTE O >1
    REF O >1
    DTM O >1
    VEH O 1 5010
    use remitted-items
    loop ADX O >1
      ADX M 1
      NTE O >1
      PER O >1
      use dated-references
      use adjusted-items
    use accounts 5010
loop TXP O >1
  TXP M 1
  TXI O >1
  REF O >1 5010
  DTM O >1 5010
DED O >1
loop LX O >1
  LX M 1
  REF O >1
  TRN O >1
  loop NM1 O >1
    NM1 M 1
    REF O >1
    G53 O 1
    loop AIN O >1
      AIN M 1
      QTY O >1
      DTP O >1
    loop PEN O >1
      PEN M 1
      AMT O >1
      DTP O >1
      loop INV O >1
        INV M 1
        DTP O >1
loop N9 O 1
  N9 M 1
  REF O >1 5010
  loop AMT O >1
    AMT M 1
    REF O >1
  loop N1 O >1
    N1 M 1
    REF O >1
    loop EMS O >1
      EMS M 1
      ATN O >1
      AIN O >1
      PYD O >1
loop RYL O >1
  RYL M 1
  loop NM1 O >1
    NM1 M 1
    loop LOC O >1
      LOC M 1
      loop PID O >1
        PID M 1
        DTM O 1
        loop PCT O >1
          PCT M 1
          QTY O 1
          loop AMT O >1
            AMT M 1
            ADX O >1
    loop ASM O 1
      ASM M 1
      ADX O 1
SE M 1
`,
};
