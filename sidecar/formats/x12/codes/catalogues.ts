import type { Catalogue } from "../../../documents/catalogue.ts";
import type { CodeTable } from "../../shared/code-table.ts";

const versions = ["4010", "5010"];

type Line = Catalogue["lines"][number];
type Price = NonNullable<Line["prices"]>[number];

/** Element 683 (BCT01): the purpose of the catalogue. Only catalogues with prices for the buyer are read. */
export const cataloguePurposes: CodeTable<"prices"> = {
  standard: "X12",
  versions,
  element: "683",
  codes: { PC: "prices", PS: "prices", SC: "prices" },
  named: { RC: "resale catalog" },
};

/** Element 353 (BCT10): whether all items are listed, or what happens to the listed ones. */
export const catalogueActions: CodeTable<"snapshot" | NonNullable<Line["action"]>> = {
  standard: "X12",
  versions,
  element: "353",
  codes: { "00": "snapshot", "05": "snapshot", "02": "added", "03": "deleted", "04": "changed" },
  named: {
    "01": "cancellation",
    "06": "confirmation",
    "07": "duplicate",
    "13": "request",
    "16": "proposed",
    "22": "information copy",
    "25": "incremental",
  },
};

/** Element 875 (G5301): what happens to an item. */
export const itemMaintenance: CodeTable<NonNullable<Line["action"]>> = {
  standard: "X12",
  versions,
  element: "875",
  codes: { "001": "changed", "002": "deleted", "021": "added" },
  named: {
    "024": "cancellation or termination",
    "025": "reinstatement",
    "030": "audit or compare",
  },
};

type PriceKind = Pick<Price, "kind" | "tier">;
const tiers = Object.fromEntries(
  Array.from({ length: 30 }, (_, index): [string, PriceKind] => {
    const tier = `C${String(index + 1).padStart(2, "0")}`;
    return [tier, { kind: "contract", tier }];
  }),
);

/** Element 236 (CTP02): the kind of a catalogue price. C01 to C30 are the tiers of a contract. */
export const cataloguePrices: CodeTable<PriceKind> = {
  standard: "X12",
  versions,
  element: "236",
  codes: {
    ...tiers,
    CON: { kind: "contract" },
    ACT: { kind: "net" }, // actual
    NET: { kind: "net" },
    PUR: { kind: "net" }, // purchase
    UCP: { kind: "net" }, // unit cost
    CAT: { kind: "list" },
    LPR: { kind: "list" },
    STA: { kind: "list" }, // standard
    PRP: { kind: "promotion" },
    MSR: { kind: "suggested" }, // retail, of the manufacturer
    RES: { kind: "suggested" }, // resale
    RTL: { kind: "suggested" }, // retail
    SLP: { kind: "suggested" }, // list
  },
  named: {
    DIS: "distributor's price",
    DPR: "discount price",
    GOV: "government price",
    INS: "institutional price",
    MAX: "maximum order quantity price",
    MIN: "minimum order quantity price",
    PAQ: "price break quantity",
    PBQ: "price from a quantity on",
    PHS: "public health service price",
    SPC: "special price",
    WHL: "wholesale price",
  },
};

/** Element 374 (DTM01): from when until when a catalogue, an item or a price is valid. */
export const validityDates: CodeTable<"from" | "until" | "issued" | "other"> = {
  standard: "X12",
  versions,
  element: "374",
  codes: {
    "007": "from", // effective
    "092": "from", // contract effective
    "196": "from", // start
    "036": "until", // expiration
    "093": "until", // contract expiration
    "197": "until", // end
    "097": "issued", // transaction creation
    "102": "issued",
    "167": "other", // most recent revision
  },
  named: { "129": "introduction", "130": "discontinuation" },
};
