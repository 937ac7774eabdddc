import type { StockMovement } from "../../documents/stock-movement.ts";
import type { Identifier, Item } from "../../documents/values.ts";
import type { ConnectionProfile, Domain, ReadRequest } from "../flow.ts";
import { crosswalkRead, identifierValues } from "../purchase-order-reads.ts";
import { unitFields } from "../units.ts";

/** The largest number of records the gateway gives for one read. */
const most = 2000;
/** A department's location may hold shelves, and shelves compartments: stock rests so many levels below it at most. */
const LEVELS = 2;
const eitherActive: Domain = ["|", ["active", "=", true], ["active", "=", false]];

/** Gives all that a movement's plan looks at: its products, the department's location and what lies there, lots, units. */
export function stockReads(
  movement: StockMovement,
  connection: ConnectionProfile,
): Readonly<Record<string, ReadRequest>> {
  const items = identifierValues(movement.lines.map(({ item }) => item));
  const products = (path: string) => productsFrom(path, movement, items, connection);
  const locations = (path: string) => departmentFrom(path, movement.department, connection);
  const lots = movement.lines.flatMap(({ lot }) => lot?.number ?? []);
  return {
    products: {
      model: "product.product",
      domain: [...eitherActive, ...products("")],
      fields: [
        "id",
        "default_code",
        "barcode",
        "name",
        "uom_id",
        "uom_ids",
        "tracking",
        "is_storable",
        "type",
      ],
      limit: most,
    },
    packs: {
      model: "product.uom",
      domain: [["barcode", "in", barcodes(movement)]],
      fields: ["id", "product_id", "uom_id", "barcode"],
      limit: most,
    },
    locations: {
      model: "stock.location",
      domain: [["usage", "=", "internal"], ["company_id", "=", connection.companyId], ...locations("")],
      fields: ["id", "name", "barcode", "location_id"],
      limit: most,
    },
    quants: {
      model: "stock.quant",
      domain: [
        ["location_id.usage", "=", "internal"],
        ["location_id.company_id", "=", connection.companyId],
        ...products("product_id"),
        ...locations("location_id"),
      ],
      fields: ["id", "product_id", "location_id", "lot_id", "quantity"],
      order: "id",
      limit: most,
    },
    lots: {
      model: "stock.lot",
      domain: [...products("product_id"), "|", ["name", "in", lots], ...locations("quant_ids.location_id")],
      fields: ["id", "name", "product_id", "expiration_date"],
      limit: most,
    },
    units: { model: "uom.uom", domain: eitherActive, fields: unitFields, limit: most },
    crosswalk: crosswalkRead(
      [
        ...items,
        ...movement.lines.map(({ quantity }) => quantity.unit),
        ...[...movement.department, ...(movement.costCentre ?? [])].map(({ id }) => id),
      ],
      connection,
    ),
  };
}

/** What asks for items: a movement of stock, or any other document with lines that name one each. */
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
  movement: Lines,
  items: readonly string[],
  connection: ConnectionProfile,
): Domain {
  const at = path === "" ? "" : `${path}.`;
  const codes = identifiersOf(movement, "buyer").flatMap((id) => [id, id.toUpperCase()]);
  return anyOf(
    [[`${at}default_code`, "in", [...new Set(codes)]]],
    [[`${at}barcode`, "in", barcodes(movement)]],
    [[`${at}product_uom_ids.barcode`, "in", barcodes(movement)]],
    enteredFrom(at, items, connection),
  );
}

/** Conditions that choose the department's location and those within it. */
function departmentFrom(path: string, ids: readonly Identifier[], connection: ConnectionProfile): Domain {
  const values = ids.map(({ id }) => id);
  const levels = Array.from({ length: LEVELS + 1 }, (_, above) => {
    const at = [...(path === "" ? [] : [path]), ...Array<string>(above).fill("location_id"), ""].join(".");
    return anyOf([[`${at}barcode`, "in", values]], enteredFrom(at, values, connection));
  });
  return anyOf(...levels);
}

function identifiersOf(movement: Lines, scheme: string): string[] {
  const ids = movement.lines.flatMap(({ item }) => item.ids);
  return ids.filter((each) => each.scheme === scheme).map(({ id }) => id);
}

/** A GTIN in every length in which Odoo may hold it: 14, 13, 12 or 8 digits. */
export function barcodes(movement: Lines): string[] {
  const gtins = identifiersOf(movement, "gtin");
  const forms = gtins.flatMap((gtin) =>
    [14, 13, 12, 8]
      .filter((length) => /^0*$/.test(gtin.slice(0, 14 - length)))
      .map((n) => gtin.slice(14 - n)),
  );
  return [...new Set(forms)];
}
