import { z } from "zod";

/** A decimal number as text, such as "12.50" or "-3". Amounts and quantities are never converted to floats. */
export const decimalString = z.string().regex(/^-?\d{1,18}(\.\d{1,10})?$/, "not a decimal number");

/** An amount with its ISO 4217 currency. */
export const money = z.object({ amount: decimalString, currency: z.string().regex(/^[A-Z]{3}$/) });
export type Money = z.infer<typeof money>;

/**
 * A unit as a code of UN/ECE Recommendation 20 or 21, such as C62 (piece) or BX (box). A unit for which no such code is known is
 * the sender's own code, prefixed with the name of the format ("x12:UN"), which the crosswalk resolves.
 */
export const unit = z.string().regex(/^([A-Z0-9]{1,3}|[a-z0-9]+:[A-Za-z0-9[\]{}/%._+-]{1,12})$/);

/** A quantity with its unit. */
export const quantity = z.object({ value: decimalString, unit });
export type Quantity = z.infer<typeof quantity>;

/** A price for `baseQuantity` or, if that is absent, for one unit of the accompanying quantity (UBL 2.1 Price, BaseQuantity). */
export const price = money.extend({ baseQuantity: quantity.optional() });
export type Price = z.infer<typeof price>;

/** A calendar date (YYYY-MM-DD) without a time zone, as in trade documents. */
export const calendarDate = z.iso.date();

/** An instant in ISO 8601 with an offset. */
export const instant = z.iso.datetime({ offset: true });

/** The schemes of the identifiers of parties, with their labels. */
export const partySchemes = {
  duns: "D-U-N-S number",
  gln: "GLN",
  hin: "HIN",
  npi: "NPI",
  buyer: "Assigned by the buyer",
  seller: "Assigned by the vendor",
} as const;

/** The schemes of the identifiers of items, with their labels. */
export const itemSchemes = {
  gtin: "GTIN (14 digits)",
  seller: "Vendor's item number",
  buyer: "Buyer's item number",
  maker: "Manufacturer's item number",
  ndc: "NDC",
  hibc: "HIBC",
  lot: "Lot number",
  serial: "Serial number",
} as const;

/**
 * An identifier and its scheme, which states who assigned the identifier or which standard defines it. The scheme is one of
 * `partySchemes` or `itemSchemes`, or another one that a format passes on unchanged.
 */
export const identifier = z.object({ scheme: z.string().min(1), id: z.string().min(1) });
export type Identifier = z.infer<typeof identifier>;

export const address = z.object({
  lines: z.array(z.string()).optional(),
  city: z.string().optional(),
  region: z.string().optional(),
  postalCode: z.string().optional(),
  country: z.string().optional(),
});

/** A trading partner, a facility or a department, with one or more identifiers. */
export const party = z.object({
  ids: z.array(identifier),
  name: z.string().optional(),
  address: address.optional(),
});
export type Party = z.infer<typeof party>;

/** A product as the sender identifies it: all identifiers that the sender states, in any order, and a description. */
export const item = z.object({ ids: z.array(identifier), description: z.string().optional() });
export type Item = z.infer<typeof item>;
