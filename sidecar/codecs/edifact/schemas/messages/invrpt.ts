import type { MessageTable } from "./table.ts";

/** The inventory report message. In D01B a group of quantities begins with INV, in D96A with QTY. */
export const INVRPT: MessageTable = {
  code: "INVRPT",
  directories: ["96A", "01B"],
  source: "UN/EDIFACT D.96A and D.01B, read from bots-edi/bots-grammars",
  verified: false,
  table: `
UNH M 1
BGM M 1
FTX O 99 01B
DTM M 10
group RFF O 10
  DTM O 1
group NAD O 20
  LOC O 5
  group RFF O 10/99
    DTM O 1
  group CTA O 10
    COM O 5
group CUX O 5
  DTM O 1
group CPS O 9999
  group PAC O 999
    PCI O 1000
    group QTY O 9999
      GIN O 9999
      DTM O 5
group LIN O 9999/9999999
  PIA O 10
  IMD O 10
  NAD O 1 01B
  MEA O 10
  ALI O 10
  LOC O 5
  DTM O 5
  FTX O 99 01B
  group RFF O 10
    DTM O 1
  group QTY O 9999 96A
    INV O 1
    GIN O 9999
    LOC O 5
    DTM O 5
    STS O 9
    group NAD O 5
      LOC O 1
    group PRI O 5
      CUX O 1
      DTM O 1
    group RFF O 10
      DTM O 1
    group CPS O 9999
      group PAC O 9999
        MEA O 10
        QTY O 10
        group PCI O 9999
          RFF O 1
          DTM O 5
          GIN O 9999
  group INV O 9999 01B
    QTY M 1
    GIN O 9999
    LOC O 5
    DTM O 5
    STS O 9
    group NAD O 5
      LOC O 1
    group PRI O 5
      CUX O 1
      DTM O 1
    group RFF O 10
      DTM O 1
    group CPS O 9999
      group PAC O 9999
        MEA O 10
        QTY O 10
        group PCI O 9999
          RFF O 1
          DTM O 5
          GIN O 9999
          group GIR O 99
            DTM O 5
UNT M 1
`,
};
