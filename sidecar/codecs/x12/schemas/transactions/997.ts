import { type TransactionTable, UNRECORDED } from "./table.ts";

/** The Functional Acknowledgment (997). */
export const FUNCTIONAL_ACKNOWLEDGMENT: TransactionTable = {
  code: "997",
  sources: { "4010": { source: UNRECORDED }, "5010": { source: UNRECORDED } },
  table: `
ST M 1
AK1 M 1
loop AK2 O 999999
  AK2 M 1
  loop AK3 O 999999
    AK3 M 1
    AK4 O 99
  AK5 M 1
AK9 M 1
SE M 1
`,
};
