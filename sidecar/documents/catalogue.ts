import { z } from "zod";
import type { DocumentDeclaration } from "./declaration.ts";
import { goodsQuantity } from "./lots.ts";
import { strict } from "./strict.ts";
import { calendarDate, decimalString, item, party, price, unit } from "./values.ts";

/** A unit in which an item is sold, and how many base units it contains. */
export const catalogueUnit = z.strictObject({
  unit,
  /** The number of base units in one of this unit. Absent if the sender does not state it; it is never assumed. */
  factor: decimalString.regex(/^(?!0+(\.0+)?$)\d/, "not above zero").optional(),
  /** The number that the item has in this unit, such as the GTIN of a case. */
  gtin: z.string().min(1).optional(),
});

/** A price of an item: what kind it is, from which quantity, for which customers, and when it is valid. */
export const cataloguePrice = z.strictObject({
  /**
   * "contract" is the price that was agreed with us, "net" the seller's price for us without a contract, "list" its price for
   * everyone, "promotion" a price for a limited time, and "suggested" the price at which the seller would resell.
   */
  kind: z.enum(["contract", "net", "list", "promotion", "suggested"]),
  price,
  /** The price tier. A price with a tier is ours only if our contract names the tier, and one without a tier is not the contract's. */
  tier: z.string().min(1).optional(),
  minimumQuantity: goodsQuantity.optional(),
  contractReference: z.string().min(1).optional(),
  validFrom: calendarDate.optional(),
  validUntil: calendarDate.optional(),
});

export const catalogueLine = z.strictObject({
  id: z.string().min(1).optional(),
  /** What the seller says about the item. Absent in a snapshot that only lists it. */
  action: z.enum(["added", "changed", "deleted"]).optional(),
  status: z.enum(["active", "announced", "discontinued"]).optional(),
  item,
  /** The item that takes its place. */
  substitute: item.optional(),
  /** The unit of the smallest piece, to which the factors of `units` refer. */
  baseUnit: unit.optional(),
  units: z.array(catalogueUnit).optional(),
  prices: z.array(cataloguePrice).optional(),
  /** The smallest quantity that can be ordered. */
  minimumQuantity: goodsQuantity.optional(),
  note: z.string().optional(),
});

/**
 * A seller's items with their units and prices (UBL 2.1 Catalogue, X12 832, EDIFACT PRICAT). An item that a snapshot does not list
 * is not deleted, because many sellers send parts. A catalogue belongs to the aggregate of its seller.
 */
export const catalogue = strict({
  type: z.literal("Catalogue"),
  /** The seller's number of the catalogue. */
  id: z.string().min(1),
  /** A "snapshot" lists present and future prices as they are; "changes" lists only what changed. */
  kind: z.enum(["snapshot", "changes"]),
  issueDate: calendarDate.optional(),
  validFrom: calendarDate.optional(),
  validUntil: calendarDate.optional(),
  contractReference: z.string().min(1).optional(),
  seller: party.optional(),
  buyer: party.optional(),
  lines: z.array(catalogueLine).min(1),
  note: z.string().optional(),
  statedLineCount: decimalString.optional(),
});
export type Catalogue = z.infer<typeof catalogue>;

export const catalogueDocument = {
  label: "Catalogue",
  schema: catalogue,
  fields: {
    id: { fixed: true },
    kind: { choices: { snapshot: "Complete list", changes: "Changes only" } },
    contractReference: { addable: true },
    "lines.*.prices.*.kind": {
      label: "Kind of price",
      choices: {
        net: "Net price",
        contract: "Contract price",
        list: "List price",
        suggested: "Suggested resale price",
      },
    },
  },
} satisfies DocumentDeclaration;
