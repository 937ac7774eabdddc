import type { CodeTable } from "../../shared/code-table.ts";

/**
 * Element 66 (N103): the scheme of a party's number. A number with a qualifier that is not in the table is stored with a scheme
 * named after the qualifier ("x12:ZZ"), which only the crosswalk can resolve.
 */
export const partyQualifiers: CodeTable<string> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "66",
  codes: {
    "1": "duns",
    "9": "duns4",
    UL: "gln",
    "21": "hin",
    "91": "seller",
    "92": "buyer",
    XX: "npi",
  },
};

/**
 * Element 235: the scheme of an item number. A number with a qualifier that is not in the table gets a scheme named after the
 * qualifier ("x12:ZZ"). UA is not mapped to a GTIN, because it is a case code without a check digit.
 */
export const itemQualifiers: CodeTable<string> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "235",
  codes: {
    UP: "gtin",
    EN: "gtin",
    UK: "gtin",
    VN: "seller",
    VP: "seller",
    VC: "seller",
    BP: "buyer",
    IN: "buyer",
    PI: "buyer",
    CB: "buyer",
    MG: "maker",
    MN: "maker",
    ND: "ndc",
    N1: "ndc",
    N2: "ndc",
    N3: "ndc",
    N4: "ndc",
    HI: "hibc",
    LT: "lot",
    SN: "serial",
  },
};
