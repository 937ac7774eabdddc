import type { MessageTable } from "./table.ts";

/** The despatch advice message. Its CPS groups form a hierarchy by their numbers (see `hierarchyOf`). */
export const DESADV: MessageTable = {
  code: "DESADV",
  directories: ["96A", "01B"],
  source: "UN/EDIFACT D.96A and D.01B, read from bots-edi/bots-grammars",
  verified: false,
  table: `
UNH M 1
BGM M 1
DTM O 10
ALI O 5
MEA O 5
MOA O 5
CUX O 9 01B
group RFF O 10
  DTM O 1
group NAD O 10/99
  LOC O 10
  group RFF O 10
    DTM O 1
  group CTA O 10
    COM O 5
group TOD O 10
  LOC O 5
  FTX O 5
group TDT O 10
  PCD O 6
  TMD O 1 01B
  group LOC O 10
    DTM O 10
group EQD O 10
  MEA O 5
  SEL O 25
  EQA O 5
  group HAN O 10
    FTX O 10
group CPS O 9999
  FTX O 5
  QVR O 9 01B
  group PAC O 9999
    MEA O 10
    QTY O 10
    group HAN O 10
      FTX O 10
    group PCI O 1000
      RFF O 1
      DTM O 5
      GIR O 99 96A
      group GIR O 99 01B
        DTM O 5
      group GIN O 99
        DLM O 10
      group COD O 99 01B
        MEA O 9
        QTY O 9
        PCD O 9
  group LIN O 9999
    PIA O 10
    IMD O 25
    MEA O 10
    QTY O 10
    ALI O 10
    GIN O 100
    GIR O 100
    DLM O 100
    DTM O 5
    NAD O 99 01B
    TDT O 1 01B
    TMD O 1 01B
    HAN O 20 01B
    FTX O 5/99
    MOA O 5
    group RFF O 10/99
      NAD O 1 01B
      CTA O 1 01B
      DTM O 1
    group DGS O 10/9999
      QTY O 1
      FTX O 5
    group LOC O 100
      NAD O 1
      DTM O 1
      QTY O 10
    group SGP O 1000
      QTY O 10
    group PCI O 9999
      DTM O 5
      MEA O 10
      QTY O 1
      group GIN O 10
        DLM O 100
      group HAN O 10
        FTX O 5
        GIN O 1000
    group QVR O 10
      DTM O 5
CNT O 5
UNT M 1
`,
};
