import type { MessageTable } from "./table.ts";

/** The receiving advice message. */
export const RECADV: MessageTable = {
  code: "RECADV",
  directories: ["96A", "01B"],
  source: "UN/EDIFACT D.96A and D.01B, read from bots-edi/bots-grammars",
  verified: false,
  table: `
UNH M 1
BGM M 1
DTM M 10
ALI O 5
CUX O 9 01B
FTX O 99 01B
group RFF O 10
  DTM O 1
  GEI O 99 01B
  MOA O 99 01B
  ALC O 1 01B
group DOC O 10
  group CDI O 10
    INP O 5
group NAD M 10/99
  LOC O 10
  group RFF O 10
    DTM O 1
  group CTA O 10
    COM O 5
group TOD O 10
  group CDI O 10
    INP O 5
  group LOC O 10
    CDI O 10
group TDT O 10
  DTM O 10
  CDI O 10/20
group EQD O 9999
  group CDI O 10
    INP O 5
  group SEL O 25
    CDI M 10
  group EQA O 10
    group CDI O 10
      INP O 5
group CPS O 9999
  group PAC O 9999
    QVR O 1
    group PCI O 999
      RFF O 1
      group CDI O 10
        INP O 5
      group GIN O 999
        group CDI O 10
          INP O 5
  group LIN O 9999
    PIA O 10
    IMD O 25
    QTY O 10
    QVR O 10
    DTM O 5
    PRI O 1 01B
    FTX O 99 01B
    NAD O 99 01B
    group CDI O 10
      INP O 5
    group DOC O 10
      group CDI O 10
        INP O 5
    group GIN O 99
      group CDI O 10
        INP O 5
    group RFF O 10
      DTM O 1
      GEI O 99 01B
      MOA O 99 01B
      ALC O 1 01B
    group PCI O 9999
      QTY O 1
      QVR O 1
      group CDI O 10
        INP O 5
      group GIN O 10
        group CDI O 10
          INP O 5
CNT O 1
UNT M 1
`,
};
