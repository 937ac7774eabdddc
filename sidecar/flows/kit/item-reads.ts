import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { Identifier, Item } from "../../documents/values.ts";
import type { Domain, ReadRequest } from "../flow.ts";

/**
 * Domains and fields that several flows use to read items, by the numbers with which partners identify them and by crosswalk
 * entries.
 */

/** The maximum number of records that the gateway returns for one read, used as the limit of reads. */
export const most = 2000;

/**
 * A domain that matches active and archived records. Odoo omits archived ones by default, but a product may be archived while its
 * order is still open.
 */
export const eitherActive: Domain = ["|", ["active", "=", true], ["active", "=", false]];

/** The fields to read of a product: its numbers, its stock unit and packagings, and how it is stocked. */
export const productFields: readonly string[] = [
  "id",
  "default_code",
  "barcode",
  "name",
  "uom_id",
  "uom_ids",
  "tracking",
  "is_storable",
  "type",
];

/** A document whose lines contain an item. */
type Lines = { readonly lines: readonly { readonly item: Item }[] };

/**
 * Combines domains with "or" in Odoo's prefix notation. Each domain must be a single expression, that is, a leaf or an operator
 * with its operands.
 */
export function anyOf(...conditions: readonly Domain[]): Domain {
  return [...conditions.slice(1).map(() => "|"), ...conditions.flat()];
}

/**
 * Returns the domain for records to which a crosswalk entry of the connection with any of these values refers, in any scheme. The
 * plan must check the scheme. `path` leads from the searched record to the record to which the entry refers.
 */
export function enteredFrom(path: string, values: readonly string[], { code }: ConnectionProfile): Domain {
  return [
    "&",
    [`${path}crosswalk_ids.connection_id.code`, "=", code],
    [`${path}crosswalk_ids.value`, "in", [...new Set(values)]],
  ];
}

/**
 * Returns the domain for the products that may match the lines of a document. `path` leads from the searched record to the
 * product, and is "" if the products themselves are searched.
 */
export function productsFrom(
  path: string,
  document: Lines,
  items: readonly string[],
  connection: ConnectionProfile,
): Domain {
  const at = path === "" ? "" : `${path}.`;
  const codes = identifiersOf(document, "buyer").flatMap((id) => [id, id.toUpperCase()]);
  return anyOf(
    [[`${at}default_code`, "in", [...new Set(codes)]]],
    [[`${at}barcode`, "in", barcodes(document)]],
    [[`${at}product_uom_ids.barcode`, "in", barcodes(document)]],
    enteredFrom(at, items, connection),
  );
}

/** Returns the read request "packs" for packs with their own barcode that may match the lines. */
export const packsRead = (document: Lines): ReadRequest => ({
  model: "product.uom",
  domain: [["barcode", "in", barcodes(document)]],
  fields: ["id", "product_id", "uom_id", "barcode"],
  limit: most,
});

/** Returns the values of all identifiers of these items, to look up in the crosswalk. */
export function identifierValues(items: readonly { readonly ids: readonly Identifier[] }[]): string[] {
  return items.flatMap((item) => item.ids.map((identifier) => identifier.id));
}

function identifiersOf(document: Lines, scheme: string): string[] {
  const ids = document.lines.flatMap(({ item }) => item.ids);
  return ids.filter((each) => each.scheme === scheme).map(({ id }) => id);
}

/** Returns the GTINs of the document in all lengths in which Odoo may store them: 14, 13, 12 or 8 digits. */
function barcodes(document: Lines): string[] {
  const gtins = identifiersOf(document, "gtin");
  const forms = gtins.flatMap((gtin) =>
    [14, 13, 12, 8]
      .filter((length) => /^0*$/.test(gtin.slice(0, 14 - length)))
      .map((n) => gtin.slice(14 - n)),
  );
  return [...new Set(forms)];
}
