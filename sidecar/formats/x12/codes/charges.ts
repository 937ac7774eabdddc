import type { CodeTable } from "../../shared/code-table.ts";

/** Element 248 (SAC01): the sign of the amount: 1 for a charge, −1 for an allowance, 0 if it is neither. */
export const chargeIndicators: CodeTable<1 | -1 | 0> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "248",
  codes: { A: -1, C: 1, N: 0 },
  named: { P: "promotion", Q: "charge request", R: "allowance request", S: "service" },
};

/**
 * Whether an amount is part of the document total ("in the total"), or is settled separately or stated only for information
 * ("apart").
 */
export type AmountHandling = "in the total" | "apart";

/** Element 331 (SAC12): whether a charge or allowance is part of the document total, by the method of handling it. */
export const chargeMethods: CodeTable<AmountHandling> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "331",
  codes: {
    "02": "in the total", // off invoice
    "06": "in the total", // to be paid by the customer
    "01": "apart", // bill back
    "03": "apart", // the vendor's check to the customer
    "04": "apart", // credited to the customer's account
    "05": "apart", // to be paid by the vendor
    "09": "apart", // allowance to be issued by the vendor
    "10": "apart", // allowance to be issued by the reseller
    "15": "apart", // information only
  },
  named: {
    "07": "optional",
    "08": "off the gross quantity invoiced",
    "11": "charge denied by the vendor",
    "12": "allowance cancelled",
    "13": "amount to be provided",
    ZZ: "mutually defined",
  },
};

/** Element 662 (TXI07): whether a tax is part of the document total, by its relationship to the accompanying amounts. */
export const taxRelations: CodeTable<AmountHandling> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "662",
  codes: {
    A: "in the total",
    I: "apart", // included in the prices already
    O: "apart", // information only
  },
  named: { D: "delete", S: "substituted" },
};

const exempt: AmountHandling = "apart";
const taxed: AmountHandling = "in the total";

/** Element 441 (TXI06): whether the sale is exempt from a tax. The tax of an exempt sale is stated for information only. */
export const taxExemptions: CodeTable<AmountHandling> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "441",
  codes: {
    "0": exempt, // for export
    "1": exempt,
    "2": taxed,
    "3": exempt, // for resale
    "4": taxed,
    "5": exempt, // not for resale
    "6": taxed,
    "7": exempt, // the buyer pays it directly
    "8": exempt, // sale to the government
    "9": exempt, // per state law
    C: exempt,
    F: exempt, // goods and services tax
    G: exempt, // provincial sales tax
    I: exempt, // agriculture
  },
  named: {
    A: "labour taxable, material exempt",
    B: "material taxable, labour exempt",
  },
};
