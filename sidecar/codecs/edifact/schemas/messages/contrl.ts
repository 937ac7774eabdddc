import type { MessageTable } from "./table.ts";

/** The syntax and service report of ISO 9735 (versions 3 and 4). */
export const CONTRL: MessageTable = {
  code: "CONTRL",
  directories: ["96A", "01B"],
  source: "ISO 9735 service directory; the groups of a CONTRL without UCF against bots-edi/bots-grammars",
  verified: false,
  table: `
UNH M 1
UCI M 1
group UCM O 999999
  group UCS O 999
    UCD O 99
group UCF O 999999
  group UCM O 999999
    group UCS O 999
      UCD O 99
UNT M 1
`,
};
