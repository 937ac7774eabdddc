import type { CodeTable } from "../../shared/code-table.ts";

/**
 * The meaning of a date in an order response. "delivery" and "ship" are days of delivery and shipment, whose reliability is
 * `weight`; with `week`, the date stands for the week that begins on that day. "no-promise" means that the seller explicitly
 * promises no date. "other" is a known date that is not a promise, such as a limit set by the buyer.
 */
export type DateMeaning =
  | { readonly about: "delivery" | "ship"; readonly weight: Weight; readonly week?: true }
  | { readonly about: "no-promise" }
  | { readonly about: "other" };

/** The reliability of a date, highest first. "requested" is the date that the buyer requested and the seller only restates. */
type Weight = "actual" | "promised" | "scheduled" | "estimated" | "superseded" | "requested";

const delivery = (weight: Weight): DateMeaning => ({ about: "delivery", weight });
const deliveryWeek = (weight: Weight): DateMeaning => ({ about: "delivery", weight, week: true });
const ship = (weight: Weight): DateMeaning => ({ about: "ship", weight });
const shipWeek = (weight: Weight): DateMeaning => ({ about: "ship", weight, week: true });
const noPromise: DateMeaning = { about: "no-promise" };
const other: DateMeaning = { about: "other" };

/** Element 374 in order responses (ACK04, SCH05 and DTM01): the meaning of the accompanying date. */
export const dateQualifiers: CodeTable<DateMeaning> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "374",
  codes: {
    "002": delivery("requested"),
    "010": ship("requested"),
    "011": ship("actual"),
    "017": delivery("estimated"),
    "018": ship("estimated"), // available
    "035": delivery("actual"),
    "039": shipWeek("scheduled"),
    "065": delivery("superseded"), // first schedule, which the current one supersedes
    "066": ship("superseded"),
    "067": delivery("scheduled"),
    "068": ship("scheduled"),
    "069": delivery("promised"),
    "073": delivery("scheduled"), // prior to and including
    "074": delivery("requested"),
    "075": delivery("promised"),
    "076": deliveryWeek("scheduled"),
    "077": deliveryWeek("requested"),
    "078": deliveryWeek("promised"),
    "079": ship("promised"),
    "083": ship("scheduled"),
    "084": ship("requested"),
    "085": ship("promised"),
    "086": shipWeek("scheduled"),
    "087": shipWeek("requested"),
    "088": shipWeek("promised"),
    "106": delivery("requested"),
    "118": ship("requested"), // requested pick-up
    "169": ship("estimated"), // product availability
    "369": ship("estimated"), // estimated departure
    "370": ship("actual"),
    "371": delivery("estimated"), // estimated arrival
    "372": delivery("actual"),
    "178": noPromise, // on hold
    "179": noPromise,
    "180": noPromise,
    "182": noPromise, // will advise
    // Limits that the buyer set.
    "001": other, // cancel after
    "037": other, // ship not before
    "038": other, // ship no later
    "061": other, // cancel if not delivered by
    "063": other, // do not deliver after
    "064": other, // do not deliver before
    "071": other, // requested for delivery, after and including
    "081": other,
    "175": other, // cancel if not shipped by
    "177": other, // cancellation
    // Dates of other events or validity periods.
    "003": other,
    "004": other, // purchase order
    "007": other,
    "008": other,
    "009": other,
    "036": other, // expiry
    "055": other, // confirmed
    "092": other,
    "093": other,
    "094": other, // manufacture
    "097": other, // transaction creation
    "102": other,
    "110": other, // originally scheduled ship
    "129": other,
    "130": other,
    "131": other,
    "132": other,
    "152": other,
    "196": other,
    "197": other,
    "208": other,
    "276": other,
    "279": other,
  },
  named: {
    "070": "scheduled for delivery, on the day or later",
    "072": "promised for delivery, on the day or later",
    "080": "scheduled for shipment, on the day or later",
    "082": "promised for shipment, on the day or later",
    "100": "no shipping schedule established",
    "101": "no production schedule established",
    "116": "scheduled interchange delivery",
    "139": "estimated",
    "140": "actual",
    "181": "stop work",
  },
};

/** The content of DTM06: a single day (YYYYMMDD), or a range of days (YYYYMMDD-YYYYMMDD). */
export type PeriodFormat = "day" | "days";

/** Element 1250 (DTM05): the format of the date or period in DTM06. */
export const periodFormats: CodeTable<PeriodFormat> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "1250",
  codes: { D8: "day", RD8: "days" },
  named: { CM: "month", CY: "year", D6: "day with a year of two digits", DT: "day and time", TM: "time" },
};
