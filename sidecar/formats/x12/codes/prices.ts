import type { CodeTable } from "../../shared/code-table.ts";

/**
 * The quantity that a price applies to: a number of units of the line (`per`), a single piece, or a quantity (`per`) of a unit of
 * measure (`unit`, a UN/ECE code). `PriceBasis` adds "somebody else" for a price that the buyer does not pay, such as a retail or
 * a previous price.
 */
export type OwnBasis =
  | { readonly of: "unit"; readonly per: string }
  | { readonly of: "piece" }
  | { readonly of: "measure"; readonly per: string; readonly unit: string };
export type PriceBasis = OwnBasis | { readonly of: "somebody else" };

const per = (count: string): OwnBasis => ({ of: "unit", per: count });
const each: OwnBasis = { of: "piece" };
const measure = (unit: string, count = "1"): OwnBasis => ({ of: "measure", per: count, unit });
const notOurs: PriceBasis = { of: "somebody else" };

/** Element 639 (PO105, IT105 and CTP09): the quantity that a price applies to. */
export const priceBases: CodeTable<PriceBasis> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "639",
  codes: {
    CA: per("1"), // catalogue
    CP: per("1"), // current
    CT: per("1"), // contract
    DS: per("1"), // discount
    FX: per("1"), // fixed
    KR: per("1"), // in stock
    NT: per("1"), // net
    PQ: per("1"), // posted
    PR: per("1"), // promotion
    QT: per("1"), // quoted
    SC: per("1"), // submitted contract
    ST: per("1"), // standard
    UM: per("1"), // per unit of measure
    VQ: per("1"), // verbal quote
    WH: per("1"), // wholesale
    PN: per("10"),
    HP: per("100"),
    LC: per("100"), // catalogue
    QH: per("100"), // quoted
    TC: per("100"), // contract
    WC: per("100"), // wholesale
    LM: per("1000"),
    QS: per("1000"),
    TM: per("1000"),
    TP: per("1000"),
    WM: per("1000"),
    TT: per("10000"),
    HT: per("100000"),
    LD: per("12"),
    PD: per("12"),
    TD: per("12"),
    WD: per("12"),
    LE: each,
    PE: each,
    QE: each,
    TE: each,
    WE: each,
    ML: measure("MLT"),
    PF: measure("FOT"),
    PG: measure("GRM"),
    PK: measure("KGM"),
    PL: measure("LTR"),
    PO: measure("ONZ"),
    PP: measure("LBR"),
    PY: measure("YRD"),
    HF: measure("FOT", "100"),
    TF: measure("FOT", "1000"),
    AW: notOurs, // average wholesale price
    LR: notOurs, // previous catalogue price
    QR: notOurs, // previous quoted price
    RC: notOurs, // retail
    RD: notOurs,
    RE: notOurs,
    RM: notOurs,
    RS: notOurs, // resale
    RT: notOurs,
    SR: notOurs, // suggested retail
  },
  named: {
    AP: "advise price",
    BD: "before discount",
    BR: "broker's price",
    DI: "distributor's price",
    DP: "daily price",
    DR: "dealer's price",
    EC: "estimated credit",
    ES: "estimated",
    FO: "formula",
    NC: "no charge",
    NE: "not to exceed",
    NQ: "no quote",
    NS: "not separately priced",
    PA: "per troy ounce",
    PM: "monthly price",
    PS: "per thousand square feet",
    PT: "per ton",
    PV: "provisional price",
    TB: "to be negotiated",
  },
};

/**
 * Whether we pay a price of this kind. If a line has several such prices, the one with the highest `weight` applies: 3 is
 * specific to the order, 2 is part of our general terms, 1 is a price whose kind is not stated.
 */
export type PriceKind = { readonly ours: false } | { readonly ours: true; readonly weight: 1 | 2 | 3 };

const thisOrder: PriceKind = { ours: true, weight: 3 };
const ourTerms: PriceKind = { ours: true, weight: 2 };
const otherPrice: PriceKind = { ours: false };

/** The codes of the thirty contract tiers, C01 to C30. */
const tiers = Object.fromEntries(
  Array.from({ length: 30 }, (_, index) => [`C${String(index + 1).padStart(2, "0")}`, ourTerms]),
);

/** Element 236 (CTP02): the kind of a price, which determines whether we pay it and its rank among several prices. */
export const priceIdentifiers: CodeTable<PriceKind> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "236",
  codes: {
    ...tiers,
    CHG: thisOrder, // changed price
    CUP: thisOrder, // confirmed unit price
    FUP: thisOrder, // firm price
    ACT: ourTerms, // actual
    CAT: ourTerms, // catalogue
    CON: ourTerms, // contract
    DIS: ourTerms, // distributor's
    DPR: ourTerms, // discount price
    GOV: ourTerms, // government
    INS: ourTerms, // institutional
    INV: ourTerms, // invoice billing
    NET: ourTerms, // net item price
    PHS: ourTerms, // public health service
    PUR: ourTerms, // purchase
    QTE: ourTerms, // quote
    SPC: ourTerms, // special
    STA: ourTerms, // standard
    UCP: ourTerms, // unit cost price
    ALT: otherPrice,
    AWP: otherPrice, // average wholesale
    EUP: otherPrice, // the buyer's expected price
    LPR: otherPrice, // list
    MSR: otherPrice, // manufacturer's suggested retail
    OPP: otherPrice, // the price of the original order
    RES: otherPrice, // resale
    RTL: otherPrice, // retail
    SDP: otherPrice, // suggested dealer net
    SFP: otherPrice, // suggested fleet
    SLP: otherPrice, // suggested list
    SWP: otherPrice, // suggested wholesale
    WHL: otherPrice, // wholesale
  },
  named: {
    EST: "estimated",
    FGP: "free goods",
    MAX: "maximum order quantity price",
    MIN: "minimum order quantity price",
    N31: "no charge",
    PAQ: "price break quantity",
    PBQ: "price from a quantity on",
    PIE: "price in effect at shipment",
    PRP: "promotional price",
    TOT: "total amount due",
  },
};

/** Element 687 (CTP01): the class of trade that a price applies to. The meaning is true if we belong to the class. */
export const tradeClasses: CodeTable<boolean> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "687",
  codes: {
    AP: true, // purchaser
    BG: true, // buying group
    CT: true, // contract customers
    DF: true, // doctors' offices
    GV: true, // government
    HS: true, // hospitals
    IN: true, // institutional
    LC: true, // long-term care
    MC: true, // managed care
    PH: true, // outpatient pharmacy
    WS: true, // user
    CR: false, // chain store retail
    CY: false, // convenience store
    DE: false, // dealer
    DI: false, // distributor
    DR: false, // drug store
    GR: false, // general retail
    IR: false, // independent retail
    JB: false, // jobber
    RS: false, // resale
    WH: false, // wholesaler
  },
};

/**
 * Element 648 (CTP06): the kind of a price multiplier. No code is supported: a price that must still be multiplied requires a
 * person's decision.
 */
export const priceMultipliers: CodeTable<never> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "648",
  codes: {},
  named: {
    CSD: "markup on the original cost",
    CSR: "markup on the retail cost",
    DIS: "discount multiplier",
    ILP: "markup on the wholesale cost",
    PSP: "percent solution multiplier",
    SEL: "selling multiplier",
  },
};
