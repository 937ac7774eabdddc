import type { MessageTable } from "./table.ts";

/** The purchase order message. */
export const ORDERS: MessageTable = {
  code: "ORDERS",
  directories: ["96A", "01B"],
  source: "UN/EDIFACT D.96A and D.01B, read from bots-edi/bots-grammars",
  verified: false,
  table: `
UNH M 1
BGM M 1
DTM M 35
PAI O 1
ALI O 5
IMD O 1/999
FTX O 99
GIR O 10 01B
group RFF O 10/9999
  DTM O 5
group NAD O 99
  LOC O 25/99
  FII O 5
  group RFF O 10/99
    DTM O 5
  group DOC O 5
    DTM O 5
  group CTA O 5
    COM O 5
group TAX O 5
  MOA O 1
  LOC O 5/9
group CUX O 5
  PCD O 5
  DTM O 5
group PAT O 10
  DTM O 5
  PCD O 1
  MOA O 1 96A
  group MOA O 9999 01B
    GIR O 9
    RJL O 99
group TDT O 10
  group LOC O 10
    DTM O 5
group TOD O 5
  LOC O 2
group PAC O 10/99
  MEA O 5
  group PCI O 5
    RFF O 1
    DTM O 5
    GIN O 10
group EQD O 10
  HAN O 5
  MEA O 5
  FTX O 5
group SCC O 10
  FTX O 5
  RFF O 5
  group QTY O 10
    DTM O 5
group APR O 25
  DTM O 5
  RNG O 1
group ALC O 15/99
  ALI O 5
  DTM O 5
  group QTY O 1
    RNG O 1
  group PCD O 1
    RNG O 1
  group MOA O 2
    RNG O 1
  group RTE O 1
    RNG O 1
  group TAX O 5
    MOA O 1
group RCS O 100/999
  RFF O 5
  DTM O 5
  FTX O 5/99999
group DGS O 999 01B
  FTX O 5
  group CTA O 99
    COM O 5
group LIN O 200000
  PIA O 25
  IMD O 99
  MEA O 5/99
  QTY O 10/99
  PCD O 5
  ALI O 5
  DTM O 35
  MOA O 10
  GIS O 99 01B
  GIN O 1000
  GIR O 1000
  QVR O 1
  DOC O 5/99
  PAI O 1
  MTD O 99 01B
  FTX O 99
  group CCI O 999
    CAV O 10
    MEA O 10
  group PAT O 10
    DTM O 5
    PCD O 1
    MOA O 1 96A
    group MOA O 9999 01B
      GIR O 9
  group PRI O 25
    CUX O 1
    APR O 1/99
    RNG O 1
    DTM O 5
  group RFF O 10/9999
    DTM O 5
    GIS O 99 01B
    MOA O 99 01B
  group PAC O 10/99
    MEA O 5
    QTY O 5
    DTM O 5
    group RFF O 1
      DTM O 5
    group PCI O 5
      RFF O 1
      DTM O 5
      GIN O 10
  group LOC O 9999
    QTY O 1
    PCD O 1 01B
    DTM O 5
  group TAX O 10
    MOA O 1
    LOC O 5
  group NAD O 99/999
    LOC O 5
    FII O 5 01B
    group RFF O 5/99
      DTM O 5
    group DOC O 5
      DTM O 5
    group CTA O 5
      COM O 5
  group ALC O 99
    ALI O 5
    DTM O 5
    group QTY O 1
      RNG O 1
    group PCD O 1
      RNG O 1
    group MOA O 2
      RNG O 1
    group RTE O 1
      RNG O 1
    group TAX O 5
      MOA O 1
  group TDT O 10
    group LOC O 10
      DTM O 5
  group TOD O 5
    LOC O 2
  group EQD O 10
    HAN O 5
    MEA O 5
    FTX O 5
  group SCC O 100
    FTX O 5
    RFF O 5
    group QTY O 10
      DTM O 5
  group RCS O 100/999
    RFF O 5
    DTM O 5
    FTX O 5/99999
  group STG O 10
    group QTY O 3
      MOA O 1
  group DGS O 999 01B
    FTX O 5
    group CTA O 99
      COM O 5
UNS M 1
MOA O 12/99
CNT O 10
group ALC O 10
  ALI O 1
  MOA M 2
UNT M 1
`,
};
