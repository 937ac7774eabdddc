import { type TransactionTable, UNRECORDED } from "./table.ts";

/** The Implementation Acknowledgment (999). It exists since 005010. */
export const IMPLEMENTATION_ACKNOWLEDGMENT: TransactionTable = {
  code: "999",
  sources: { "5010": { source: UNRECORDED } },
  table: `
ST M 1
AK1 M 1
loop AK2 O >1
  AK2 M 1
  loop IK3 O >1
    IK3 M 1
    CTX O 10
    loop IK4 O >1
      IK4 M 1
      CTX O 10
  IK5 M 1
AK9 M 1
SE M 1
`,
};
