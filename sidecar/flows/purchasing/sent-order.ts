import { Decimal } from "decimal.js";
import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { OrderResponse } from "../../documents/order-response.ts";
import type { Domain, ReadRequest, Snapshot } from "../flow.ts";
import { most } from "../kit/item-reads.ts";
import { decimal, records, reference, requiredReference, text } from "../kit/snapshot.ts";
import type { PurchaseLine } from "./purchase-order.ts";

/**
 * A line of an order as the vendor knows it from one version of the order that Odoo has stored. The values are those that were
 * sent, or those of a later response that was applied. Odoo excludes versions that were never sent.
 */
export type SentLine = {
  readonly orderId: number;
  /** The number of the version: 1 for the order as it was first sent. */
  readonly version: number;
  /** The number of the change document with which the version was sent, or null if it was sent as an order. */
  readonly changeSequence: number | null;
  /** The ID of the order line, or null if the line was deleted in Odoo. */
  readonly lineId: number | null;
  readonly number: number;
  readonly item: string;
  readonly productId: number | null;
  readonly unitId: number | null;
  readonly unitName: string;
  readonly ordered: Decimal;
  /** The net price of one unit. */
  readonly price: Decimal;
  /** The requested or promised date (YYYY-MM-DD), or null if the line had none. */
  readonly expected: string | null;
  /** The values that were sent, whatever responses have changed since. */
  readonly asSent: AsSent;
};

/** The values of an order line from which the deviations in responses are counted. */
export type AsSent = Pick<PurchaseLine, "ordered" | "price" | "expected">;

/** Returns the read request for the versions of orders, as they were sent to the connection's partner. */
export function sentLinesRead(orderNumber: string, connection: ConnectionProfile): ReadRequest {
  const domain: Domain = [
    ["order_id.name", "=", orderNumber],
    ["order_id.company_id", "=", connection.companyId],
    ["order_id.partner_id", "child_of", connection.partnerId ?? 0],
    ["was_sent", "=", true],
  ];
  return {
    model: "suture.order.version.line",
    domain,
    fields: [
      "id",
      "order_id",
      "version_number",
      "change_sequence",
      "order_line_id",
      "line_number",
      "name",
      "product_id",
      "product_uom_id",
      "product_uom_name",
      "known_qty",
      "known_price",
      "known_date",
      "product_qty",
      "price_unit",
      "date_planned",
    ],
    order: "version_number, id",
    limit: most,
  };
}

/** Returns the lines of all versions of an order that were sent, oldest version first. */
export function readSentLines(snapshot: Snapshot, orderId: number): readonly SentLine[] {
  return records(snapshot, "sent_lines")
    .filter((line) => requiredReference(line, "order_id") === orderId)
    .map((line) => {
      const sequence = decimal(line, "change_sequence").toNumber();
      return {
        orderId,
        version: decimal(line, "version_number").toNumber(),
        changeSequence: sequence > 0 ? sequence : null,
        lineId: reference(line, "order_line_id"),
        number: decimal(line, "line_number").toNumber(),
        item: text(line, "name") ?? "",
        productId: reference(line, "product_id"),
        unitId: reference(line, "product_uom_id"),
        unitName: text(line, "product_uom_name") ?? "",
        ordered: decimal(line, "known_qty"),
        price: new Decimal(decimal(line, "known_price").toFixed(6)),
        expected: text(line, "known_date"),
        asSent: {
          ordered: decimal(line, "product_qty"),
          price: new Decimal(decimal(line, "price_unit").toFixed(6)),
          expected: text(line, "date_planned"),
        },
      };
    });
}

/**
 * Returns the lines of the versions that a response may respond to. A response to a change names it; the vendor's own proposal is
 * about what it knows last. A response to the order (855) may be about any version, because vendors also respond to changes with
 * it, and because it may have crossed a change on its way.
 */
export function possiblyAnswered(
  { respondsTo, changeSequence }: Pick<OrderResponse, "respondsTo" | "changeSequence">,
  sent: readonly SentLine[],
): readonly SentLine[] {
  const last = sent.at(-1)?.version ?? 0;
  if (respondsTo === "nothing") return sent.filter(({ version }) => version === last);
  if (respondsTo !== "change") return sent;
  const changes = sent.filter((each) => each.changeSequence !== null);
  const named =
    changeSequence === undefined
      ? changes.at(-1)
      : changes.find((each) => each.changeSequence === changeSequence);
  return named === undefined ? sent : sent.filter(({ version }) => version >= named.version);
}

/** The values of an order line that differ between Odoo and a version that was sent. */
export type ChangedField = "item" | "unit" | "quantity" | "price" | "date";

/**
 * An order line that was changed in Odoo after it was sent, with the line as the vendor knew it. `earlier` are the versions of the
 * line before the last one, and `last` is the last one.
 */
export type ChangedLine = {
  readonly sent: SentLine;
  readonly fields: ReadonlySet<ChangedField>;
  readonly earlier: readonly SentLine[];
  readonly last: SentLine;
};

/**
 * Returns what has changed on an order line since it was sent, or null if nothing has. A response may answer any of the given
 * versions, so that a value counts as changed if it differs from one of them. `sent` is the earliest of these.
 */
export function changedSince(line: PurchaseLine, sent: readonly SentLine[]): ChangedLine | null {
  const versions = sent.filter((each) => each.lineId === line.id);
  const fields = new Set(versions.flatMap((version) => differences(line, version)));
  const [first] = versions.filter((version) => differences(line, version).length > 0);
  const last = versions.at(-1);
  if (first === undefined || last === undefined) return null;
  return { sent: first, fields, earlier: versions.slice(0, -1), last };
}

/**
 * Returns whether the version before the last one is a change of the order. The last one is the order that is being sent again, so
 * that the vendor follows the change until then.
 */
export function endsWithChange(sent: readonly SentLine[]): boolean {
  const last = sent.at(-1)?.version;
  return (sent.findLast(({ version }) => version !== last)?.changeSequence ?? null) !== null;
}

/** Returns the values of a line in the last version that was sent, or those of the line itself if there is none. */
export function lastSent(line: PurchaseLine, sent: readonly SentLine[]): AsSent {
  return sent.findLast((each) => each.lineId === line.id)?.asSent ?? line;
}

function differences(line: PurchaseLine, sent: SentLine): ChangedField[] {
  return [
    ...(sent.productId === line.product.id ? [] : (["item"] as const)),
    ...(sent.unitId === line.unit.id ? [] : (["unit"] as const)),
    ...(sent.ordered.eq(line.ordered) ? [] : (["quantity"] as const)),
    ...(sent.price.eq(line.price.toFixed(6)) ? [] : (["price"] as const)),
    ...(sent.expected === line.expected ? [] : (["date"] as const)),
  ];
}

/**
 * Returns the line with this number as it was sent, if the order no longer contains it: it was removed, or its item was replaced.
 * Returns undefined for any other line.
 */
export function lineNoLongerOrdered(
  number: string | undefined,
  lines: readonly PurchaseLine[],
  sent: readonly SentLine[],
): SentLine | undefined {
  const known = sent.findLast((each) => String(each.number) === number);
  const now = lines.find(({ id }) => id === known?.lineId);
  return now === undefined || now.product.id !== known?.productId ? known : undefined;
}
