import type { MessageTable } from "./table.ts";

/** The invoice message; BGM says whether it is an invoice or a credit note. */
export const INVOIC: MessageTable = {
  code: "INVOIC",
  directories: ["96A", "01B"],
  source: "UN/EDIFACT D.96A and D.01B, read from bots-edi/bots-grammars",
  verified: false,
  table: `
UNH M 1
BGM M 1
DTM M 35
PAI O 1
ALI O 5
IMD O 1
FTX O 10/99
LOC O 10 01B
GIS O 10 01B
DGS O 1 01B
GIR O 10 01B
group RFF O 99/99999
  DTM O 5
  GIR O 5 01B
  LOC O 2 01B
  MEA O 5 01B
  QTY O 2 01B
  FTX O 5 01B
  MOA O 2 01B
  RTE O 99 01B
group NAD O 99
  LOC O 25
  FII O 5
  MOA O 99 01B
  group RFF O 9999
    DTM O 5
  group DOC O 5
    DTM O 5
  group CTA O 5
    COM O 5
group TAX O 5
  MOA O 1
  LOC O 5
group CUX O 5/99
  DTM O 5
group PAT O 10
  DTM O 5
  PCD O 1
  MOA O 1
  PAI O 1
  FII O 1
group TDT O 10
  TSR O 1 01B
  group LOC O 10
    DTM O 5
  group RFF O 9999
    DTM O 5
group TOD O 5
  LOC O 2
group EQD O 99 01B
  SEL O 9
group PAC O 1000
  MEA O 5
  EQD O 1 01B
  group PCI O 5
    RFF O 1
    DTM O 5
    GIN O 5
group ALC O 9999
  ALI O 5
  FTX O 1 01B
  group RFF O 5
    DTM O 5
  group QTY O 1
    RNG O 1
  group PCD O 1
    RNG O 1
  group MOA O 2
    RNG O 1
    CUX O 1 01B
    DTM O 1 01B
  group RTE O 1
    RNG O 1
  group TAX O 5
    MOA O 1
group RCS O 100
  RFF O 5
  DTM O 5
  FTX O 5
group AJT O 1
  FTX O 5
group INP O 1
  FTX O 5
group LIN O 9999999
  PIA O 25
  PGI O 99 01B
  IMD O 10/99
  MEA O 5
  QTY O 5
  PCD O 1
  ALI O 5
  DTM O 35
  GIN O 1000
  GIR O 1000
  QVR O 1
  EQD O 1
  FTX O 5/99
  DGS O 1 01B
  group MOA O 5/99
    CUX O 1
  group PAT O 10
    DTM O 5
    PCD O 1/99
    MOA O 1
  group PRI O 25
    CUX O 1 01B
    APR O 1
    RNG O 1
    DTM O 5
  group RFF O 10
    DTM O 5
  group PAC O 10
    MEA O 10
    EQD O 1 01B
    group PCI O 10
      RFF O 1
      DTM O 5
      GIN O 10
  group LOC O 9999
    QTY O 100
    DTM O 5
  group TAX O 99
    MOA O 1/2
    LOC O 5
  group NAD O 20/99
    LOC O 5
    FII O 5 01B
    group RFF O 5
      DTM O 5
    group DOC O 5
      DTM O 5
    group CTA O 5
      COM O 5
  group ALC O 15/30
    ALI O 5
    DTM O 5
    FTX O 1 01B
    group QTY O 1
      RNG O 1
    group PCD O 1
      RNG O 1
    group MOA O 2
      RNG O 1
      CUX O 1 01B
      DTM O 1 01B
    group RTE O 1
      RNG O 1
    group TAX O 5
      MOA O 1/2
  group TDT O 10
    group LOC O 10
      DTM O 5
  group TOD O 5
    LOC O 2
  group RCS O 100
    RFF O 5
    DTM O 5
    FTX O 5
  group GIS O 10 01B
    RFF O 1
    DTM O 5
    GIR O 5
    LOC O 2
    MEA O 5
    QTY O 2
    FTX O 5
    MOA O 2
UNS M 1
CNT O 10
group MOA M 100
  group RFF O 1
    DTM O 5
group TAX O 10
  MOA O 2/9
group ALC O 15
  ALI O 1
  MOA O 2
  FTX O 1 01B
UNT M 1
`,
};
