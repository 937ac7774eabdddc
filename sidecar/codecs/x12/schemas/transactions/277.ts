import { bots, type TransactionTable } from "./table.ts";

/**
 * The Health Care Information Status Notification (277). 005010X214 uses it as the claim acknowledgment (277CA), with the HL levels
 * 20, 21, 19 and PT. The description of kputnam/stupidedi has the same loops, but STC of a claim once, REF without a limit and another
 * address in the last loop.
 */
export const STATUS_NOTIFICATION: TransactionTable = {
  code: "277",
  sources: { "5010": { source: bots("5010", "277") } },
  isHierarchical: true,
  table: `
ST M 1
BHT M 1
REF O 10
loop NM1 O >1
  NM1 M 1
  use address
  REF O 2
  PER O 1
loop HL M >1
  HL M 1
  SBR O 1
  PAT O 1
  DMG O 1
  loop NM1 O >1
    NM1 M 1
    N3 O 2
    N4 O 1
    PER O 1
  loop TRN O >1
    TRN M 1
    STC O >1
    REF O 9
    DTP O 2
    QTY O 5
    AMT O 5
    use supporting-documents
    loop SVC O >1
      SVC M 1
      STC O >1
      REF O 1
      DTP O 1
      use supporting-documents
SE M 1
`,
};
