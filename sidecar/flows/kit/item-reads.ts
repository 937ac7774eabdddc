import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { Identifier, Item } from "../../documents/values.ts";
import type { Domain, ReadRequest } from "../flow.ts";

/** Domains and fields that the reads of several flows share: items as partners identify them, and their crosswalk entries. */

/** The maximum number of records that the gateway returns for one read. */
export const most = 2000;

/**
 * A domain that includes archived records, which Odoo omits by default: a product may be archived while its order is still open.
 */
export const eitherActive: Domain = ["|", ["active", "=", true], ["active", "=", false]];

/** The fields that identify a product and state how it is stocked and in which units. */
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

/** Any document with an item on each line. */
type Lines = { readonly lines: readonly { readonly item: Item }[] };

/** Combines domains with "or" in Odoo's prefix notation. Each must be a single expression. */
export function anyOf(...conditions: readonly Domain[]): Domain {
  return [...conditions.slice(1).map(() => "|"), ...conditions.flat()];
}

/** Returns the domain for records that the crosswalk lists under any of these values. The plan then checks the scheme. */
export function enteredFrom(path: string, values: readonly string[], { code }: ConnectionProfile): Domain {
  return [
    "&",
    [`${path}crosswalk_ids.connection_id.code`, "=", code],
    [`${path}crosswalk_ids.value`, "in", [...new Set(values)]],
  ];
}

/** Returns the domain for the products that may match the lines, for a record from which `path` leads to the product. */
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

/** Returns the read of packs with their own barcode that may match the lines. */
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

/** Returns the GTINs in all lengths in which Odoo may store them: 14, 13, 12 or 8 digits. */
function barcodes(document: Lines): string[] {
  const gtins = identifiersOf(document, "gtin");
  const forms = gtins.flatMap((gtin) =>
    [14, 13, 12, 8]
      .filter((length) => /^0*$/.test(gtin.slice(0, 14 - length)))
      .map((n) => gtin.slice(14 - n)),
  );
  return [...new Set(forms)];
}
