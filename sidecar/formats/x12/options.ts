import { z } from "zod";
import type { SettingRule } from "../declaration.ts";
import { choice } from "../shared/choice.ts";
import { orderTypes, priceBasesOfOrders, requestedDates } from "./codes/orders.ts";

/**
 * The most segments of one transaction set, unless the connection sets another limit: an order of ten thousand lines has fewer.
 */
const MOST_SEGMENTS = 50_000;
/** Enough for some hundred megabytes of invoices. Each takes some dozen bytes of memory until its acknowledgement is written. */
const MOST_TRANSACTION_SETS = 250_000;

function qualifier(title: string, usual: string, description: string) {
  return z
    .string()
    .regex(/^[A-Z0-9]{2}$/)
    .default(usual)
    .meta({ title, description, examples: [usual] });
}

/** BEG01 (element 353) of an order that is sent again. */
const purposes = z
  .strictObject({
    duplicate: choice([
      ["07", "07 Duplicate"],
      ["00", "00 Original"],
    ])
      .default("07")
      .meta({
        title: "Order Sent Twice",
        description:
          "BEG01 of the same order sent again. Choose 00 for a partner that accepts only originals.",
      }),
    replacement: choice([
      ["05", "05 Replace"],
      ["00", "00 Original"],
    ])
      .default("05")
      .meta({
        title: "Changed Order",
        description:
          "BEG01 of an order sent again with changes. Choose 00 for a partner that accepts only originals.",
      }),
  })
  .prefault({})
  .meta({ title: "Purpose of Orders Sent Again" });

/** Element 235 by the scheme of the item number. GTINs go out under UP, EN or UK, by their length. */
const itemQualifiers = z
  .strictObject({
    buyer: qualifier("Our Item Numbers", "BP", "Element 235 before our own item number, such as BP or IN."),
    seller: qualifier(
      "Supplier's Item Numbers",
      "VN",
      "Element 235 before the supplier's item number, such as VN or VC.",
    ),
    maker: qualifier(
      "Manufacturer's Item Numbers",
      "MG",
      "Element 235 before the manufacturer's part number.",
    ),
    ndc: qualifier("National Drug Codes", "N4", "Element 235 before an NDC. N4 is the 5-4-2 form."),
    hibc: qualifier("Health Industry Bar Codes", "HI", "Element 235 before a HIBC."),
  })
  .prefault({})
  .meta({ title: "Item Numbers" });

/** What was agreed with an X12 partner: how it takes our orders, and what we accept from it. */
export const x12Options = z.strictObject({
  orderType: choice(Object.entries(orderTypes.codes))
    .default("NE")
    .meta({ title: "Order Type", description: "BEG02 of our orders." }),
  requestedDateQualifier: choice(Object.entries(requestedDates.codes).toSorted())
    .default("002")
    .meta({ title: "Requested Date", description: "DTM01 of the day on which the goods are wanted." }),
  priceBasis: choice(priceBasesOfOrders).optional().meta({
    title: "Price Basis",
    description:
      "PO105. The price in PO104 is scaled by it: HP sends prices per hundred, TP per thousand. Empty: no basis is sent.",
  }),
  itemQualifiers,
  descriptions: z.boolean().default(true).meta({
    title: "Send Descriptions",
    description: "Adds a PID segment with the item's name to each line.",
  }),
  purposes,
  inOrder: z.boolean().default(false).meta({
    title: "One File at a Time",
    description:
      "Sends files one after the other, in the order of their numbers. A file that is not accepted blocks the next one.",
  }),
  acknowledgement: choice([
    ["997", "997 Functional Acknowledgment"],
    ["999", "999 Implementation Acknowledgment"],
  ])
    .default("997")
    .meta({
      title: "Acknowledgement",
      description:
        "The transaction set that acknowledges what the partner sends. A 999 needs version 005010.",
    }),
  mostSegments: z.int().min(1).default(MOST_SEGMENTS).meta({
    title: "Segments per Transaction Set",
    description: "A transaction set of the partner with more segments is rejected.",
  }),
  mostTransactionSets: z.int().min(1).default(MOST_TRANSACTION_SETS).meta({
    title: "Transaction Sets per Interchange",
    description: "An interchange of the partner with more groups and transaction sets is rejected.",
  }),
});
export type X12Options = z.infer<typeof x12Options>;

export const x12Rules: readonly SettingRule[] = [
  {
    differ: ["itemQualifiers.buyer", "itemQualifiers.seller"],
    message:
      "Our item numbers and the supplier's cannot both use the qualifier {value}: the partner could not tell them apart.",
  },
  {
    when: { path: "acknowledgement", equals: "999" },
    versionStarts: "005010",
    message: "Version {version} has no 999: choose version 005010, or acknowledge with 997.",
  },
];
