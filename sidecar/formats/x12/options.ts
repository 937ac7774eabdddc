import { z } from "zod";
import type { SettingRule } from "../declaration.ts";
import { choice } from "../shared/choice.ts";
import { lineChanges } from "./codes/changes.ts";
import { orderTypes, priceBasesOfOrders, requestedDates } from "./codes/orders.ts";

/** The default maximum number of segments per transaction set. An order with ten thousand lines has fewer. */
const MOST_SEGMENTS = 50_000; /** The default memory of control numbers: partners start their numbers again once a year, if at all. */
const NUMBER_MEMORY_DAYS = 365;

function qualifier(title: string, usual: string, description: string) {
  return z
    .string()
    .regex(/^[A-Z0-9]{2}$/)
    .default(usual)
    .meta({ title, description, examples: [usual] });
}

/** The codes in BEG01 (element 353) of an order that is sent again, either unchanged or with changes. */
const purposes = z
  .strictObject({
    duplicate: choice([
      ["07", "07 · Duplicate"],
      ["00", "00 · Original"],
    ])
      .default("07")
      .meta({
        title: "Unchanged Order",
        description:
          "BEG01 of an order that is sent again unchanged. Select 00 for a partner that accepts only originals.",
      }),
    replacement: choice([
      ["05", "05 · Replace"],
      ["00", "00 · Original"],
    ])
      .default("05")
      .meta({
        title: "Changed Order",
        description:
          "BEG01 of an order that is sent again with changes. Select 00 for a partner that accepts only originals.",
      }),
  })
  .prefault({})
  .meta({ title: "Purpose Code of Resent Orders" });

const lineChange = <const Code extends keyof typeof lineChanges.codes>(code: Code) =>
  [code, lineChanges.codes[code]] as const;

/** The agreements about our 860s. */
const orderChanges = z
  .strictObject({
    purpose: choice([
      ["04", "04 · Change"],
      ["05", "05 · Replace"],
    ])
      .default("04")
      .meta({
        title: "Purpose",
        description: "BCH01 of a change. A cancellation is always sent with 01.",
      }),
    lineCodes: choice([
      ["specific", "Depends on the change (QI, QD, PC, RS, RE …)"],
      lineChange("CA"),
      lineChange("RZ"),
    ])
      .default("specific")
      .meta({
        title: "Changed Lines",
        description:
          "POC02 of lines that change. Select CA or RZ for a partner that does not distinguish what changes.",
      }),
    dateCode: choice([lineChange("RS"), lineChange("CT")])
      .default("RS")
      .meta({
        title: "Changed Date",
        description: "POC02 of lines of which only the requested date changes.",
      }),
    unchangedLines: z.boolean().default(false).meta({
      title: "Send Unchanged Lines",
      description: "Sends all lines of the order. POC02 of unchanged lines is NC.",
    }),
  })
  .prefault({})
  .meta({ title: "Order Changes" });

/**
 * The qualifiers (element 235) of item numbers, by their scheme. They do not include GTINs, which are sent with UP, EN or UK,
 * depending on their length.
 */
const itemQualifiers = z
  .strictObject({
    buyer: qualifier(
      "Our Item Numbers",
      "BP",
      "The qualifier (element 235) of our own item numbers, such as BP or IN.",
    ),
    seller: qualifier(
      "Vendor's Item Numbers",
      "VN",
      "The qualifier (element 235) of the vendor's item numbers, such as VN or VC.",
    ),
    maker: qualifier(
      "Manufacturer's Item Numbers",
      "MG",
      "The qualifier (element 235) of the manufacturer's part numbers.",
    ),
    ndc: qualifier(
      "National Drug Codes",
      "N4",
      "The qualifier (element 235) of NDCs. N4 is the 5-4-2 format.",
    ),
    hibc: qualifier("Health Industry Bar Codes", "HI", "The qualifier (element 235) of HIBCs."),
  })
  .prefault({})
  .meta({ title: "Item Numbers" });

/** The agreements with an X12 partner about outgoing orders and incoming interchanges. */
export const x12Options = z.strictObject({
  orderType: choice(Object.entries(orderTypes.codes))
    .default("NE")
    .meta({ title: "Order Type", description: "BEG02 of our orders." }),
  requestedDateQualifier: choice(Object.entries(requestedDates.codes).toSorted())
    .default("002")
    .meta({ title: "Requested Date", description: "DTM01 of the requested date." }),
  priceBasis: choice(priceBasesOfOrders).optional().meta({
    title: "Price Basis",
    description:
      "The basis (PO105) of the price in PO104: HP sends prices per hundred, TP per thousand. If this is empty, no basis is sent.",
  }),
  itemQualifiers,
  descriptions: z.boolean().default(true).meta({
    title: "Send Descriptions",
    description: "Adds a PID segment with the item's name to each line.",
  }),
  purposes,
  orderChanges,
  inOrder: z.boolean().default(false).meta({
    title: "One File at a Time",
    description:
      "Sends files one at a time, in the order of their numbers. A file that is not accepted blocks the next one.",
  }),
  acknowledgement: choice([
    ["997", "997 · Functional Acknowledgment"],
    ["999", "999 · Implementation Acknowledgment"],
  ])
    .default("997")
    .meta({
      title: "Acknowledgement",
      description:
        "The transaction set that acknowledges the partner's files. A 999 requires version 005010.",
    }),
  numberMemoryDays: z.int().min(1).max(3650).default(NUMBER_MEMORY_DAYS).meta({
    title: "Control Number Retention",
    unit: "days",
    description:
      "How long a control number (ISA13) of the partner is remembered. If the partner uses it again with other content within this time, the file becomes an exception. Use a shorter time for a partner that restarts its numbering more often.",
  }),
  reportsMissing: z.boolean().default(false).meta({
    title: "Report Missing Files",
    description:
      "For a partner that numbers its files to us consecutively (ISA13): reports each number that has not arrived an hour after a later one.",
  }),
  mostSegments: z.int().min(1).max(1_000_000).default(MOST_SEGMENTS).meta({
    title: "Segments per Transaction Set",
    description: "Transaction sets from the partner with more segments are rejected.",
  }),
  mostTransactionSets: z.int().min(1).max(10_000_000).optional().meta({
    title: "Transaction Sets per Interchange",
    description:
      "Interchanges from the partner with more groups and transaction sets are rejected. If this is empty, the size of the file limits them: 20,000, and one more per 250 bytes.",
  }),
});
export type X12Options = z.infer<typeof x12Options>;

export const x12Rules: readonly SettingRule[] = [
  {
    differ: ["itemQualifiers.buyer", "itemQualifiers.seller"],
    message:
      "Our item numbers and the vendor's cannot both use the qualifier {value}, because the partner could not distinguish them.",
  },
  {
    when: { path: "acknowledgement", equals: "999" },
    versionStarts: "005010",
    message: "Version {version} has no 999. Select version 005010, or acknowledge with a 997.",
  },
];
