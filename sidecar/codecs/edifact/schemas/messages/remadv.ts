import type { MessageTable } from "./table.ts";

/** The remittance advice message. */
export const REMADV: MessageTable = {
  code: "REMADV",
  directories: ["96A", "01B"],
  source: "UN/EDIFACT D.96A and D.01B, read from bots-edi/bots-grammars",
  verified: false,
  table: `
UNH M 1
BGM M 1
DTM M 5
RFF O 5
FII O 5
PAI O 1
FTX O 5/99
GIS O 5 01B
group NAD O 99
  group RFF O 9 01B
    DTM O 9
  group CTA O 5
    COM O 5
group CUX O 5
  DTM O 1
group DOC O 9999/999999
  MOA M 5
  DTM O 5
  RFF O 5
  NAD O 2
  group CUX O 5
    DTM O 1
  group AJT O 100
    MOA O 1
    RFF O 1
    FTX O 5
    QTY O 9 01B
    group TAX O 9 01B
      MOA O 9
  group INP O 5
    FTX O 5
  group DLI O 9999
    MOA O 5
    PIA O 5
    DTM O 5
    group CUX O 5
      DTM O 1
    group AJT O 10
      MOA O 1
      RFF O 1
      FTX O 5
      group TAX O 9 01B
        MOA O 9
UNS M 1
MOA M 5/99
group ALC O 99 01B
  MOA O 9
UNT M 1
`,
};
