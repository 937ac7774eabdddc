import { bots, type TransactionTable } from "./table.ts";

/** The Application Advice (824). */
export const APPLICATION_ADVICE: TransactionTable = {
  code: "824",
  sources: { "4010": { source: bots("4010", "824") }, "5010": { source: bots("5010", "824") } },
  table: `
ST M 1
BGN M 1
loop N1 O >1
  N1 M 1
  use address
  REF O 12
  PER O 3
loop OTI M >1
  OTI M 1
  REF O 12
  DTM O 2
  PER O 3
  AMT O >1
  QTY O >1
  NM1 O 9
  loop TED O >1
    TED M 1
    CTX O 10 5010
    NTE O 100
    RED O 100
  loop LM O >1
    LM M 1
    loop LQ M 100
      LQ M 1
      RED O 100
SE M 1
`,
};
