import { bots, type TransactionTable } from "./table.ts";

/**
 * The Health Care Claim Payment/Advice (835). The guide 005010X221A1 adds rules of its own. The description of kputnam/stupidedi has
 * the same loops, but NTE mandatory and AMT of a claim three times.
 */
export const CLAIM_PAYMENT: TransactionTable = {
  code: "835",
  sources: { "5010": { source: bots("5010", "835") } },
  table: `
ST M 1
BPR M 1
NTE O >1
TRN O 1
CUR O 1
REF O >1
DTM O >1
loop N1 O 200
  N1 M 1
  N2 O >1
  N3 O >1
  N4 O 1
  REF O >1
  PER O >1
  RDM O 1
  DTM O 1
loop LX O >1
  LX M 1
  TS3 O 1
  TS2 O 1
  loop CLP M >1
    CLP M 1
    CAS O 99
    NM1 M 9
    MIA O 1
    MOA O 1
    REF O 99
    DTM O 9
    PER O 3
    AMT O 20
    QTY O 20
    loop SVC O 999
      SVC M 1
      DTM O 9
      CAS O 99
      REF O 99
      AMT O 20
      QTY O 20
      LQ O 99
PLB O >1
SE M 1
`,
};
