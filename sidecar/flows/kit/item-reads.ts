import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { Item } from "../../documents/values.ts";
import type { Domain, ReadRequest } from "../flow.ts";

/** What plans of different flows read alike: items as partners name them, and what stands for them in the crosswalk. */

/** The largest number of records the gateway gives for one read. */
export const most = 2000;

/** Odoo leaves archived records out unless asked: an order may stand longer than its product's catalogue entry. */
export const eitherActive: Domain = ["|", ["active", "=", true], ["active", "=", false]];

/** What identifies a product, and says in which units and how it is kept. */
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

/** What asks for items: any document with lines that name one each. */
type Lines = { readonly lines: readonly { readonly item: Item }[] };

/** One condition out of several: Odoo's prefix notation, each of them one expression. */
export function anyOf(...conditions: readonly Domain[]): Domain {
  return [...conditions.slice(1).map(() => "|"), ...conditions.flat()];
}

/** Records that stand in the crosswalk for one of these; which of them the plan finds out by scheme. */
export function enteredFrom(path: string, values: readonly string[], { code }: ConnectionProfile): Domain {
  return [
    "&",
    [`${path}crosswalk_ids.connection_id.code`, "=", code],
    [`${path}crosswalk_ids.value`, "in", [...new Set(values)]],
  ];
}

/** Conditions that choose the products the lines may mean, from a record whose path to the product is `path`. */
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

/** Packs with a barcode of their own that the lines may mean. */
export const packsRead = (document: Lines): ReadRequest => ({
  model: "product.uom",
  domain: [["barcode", "in", barcodes(document)]],
  fields: ["id", "product_id", "uom_id", "barcode"],
  limit: most,
});

function identifiersOf(document: Lines, scheme: string): string[] {
  const ids = document.lines.flatMap(({ item }) => item.ids);
  return ids.filter((each) => each.scheme === scheme).map(({ id }) => id);
}

/** A GTIN in every length in which Odoo may hold it: 14, 13, 12 or 8 digits. */
function barcodes(document: Lines): string[] {
  const gtins = identifiersOf(document, "gtin");
  const forms = gtins.flatMap((gtin) =>
    [14, 13, 12, 8]
      .filter((length) => /^0*$/.test(gtin.slice(0, 14 - length)))
      .map((n) => gtin.slice(14 - n)),
  );
  return [...new Set(forms)];
}
