import type { ConnectionProfile } from "../../../documents/connection-profile.ts";
import type { StockMovement } from "../../../documents/stock-movement.ts";
import type { Identifier } from "../../../documents/values.ts";
import type { Domain, ReadRequest } from "../../flow.ts";
import { crosswalkRead } from "../../kit/crosswalk.ts";
import { departmentFrom } from "../../kit/departments.ts";
import {
  anyOf,
  eitherActive,
  identifierValues,
  most,
  packsRead,
  productFields,
  productsFrom,
} from "../../kit/item-reads.ts";
import { unitWords } from "../../kit/unit-codes.ts";
import { unitsRead } from "../../kit/units.ts";

/**
 * The number of location levels that are searched below the department's location, such as shelves and the compartments of a
 * shelf.
 */
const LEVELS = 2;

/**
 * Returns the read requests for a movement: products, packs, the department's locations and stock, lots, units and crosswalk
 * entries.
 */
export function stockReads(
  movement: StockMovement,
  connection: ConnectionProfile,
): Readonly<Record<string, ReadRequest>> {
  const items = identifierValues(movement.lines.map(({ item }) => item));
  const products = (path: string) => productsFrom(path, movement, items, connection);
  const locations = (path: string) => locationsFrom(path, movement.department, connection);
  const lots = movement.lines.flatMap(({ lot }) => lot?.number ?? []);
  return {
    products: {
      model: "product.product",
      domain: [...eitherActive, ...products("")],
      fields: productFields,
      limit: most,
    },
    packs: packsRead(movement),
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
    units: unitsRead,
    crosswalk: crosswalkRead(
      [
        ...items,
        ...movement.lines.flatMap(({ quantity }) => unitWords(quantity.unit)),
        ...[...movement.department, ...(movement.costCentre ?? [])].map(({ id }) => id),
      ],
      connection,
    ),
  };
}

/**
 * Returns the domain for the department's location and the locations up to `LEVELS` levels below it. `path` leads from the
 * searched record to the location, and is "" if the locations themselves are searched.
 */
function locationsFrom(path: string, ids: readonly Identifier[], connection: ConnectionProfile): Domain {
  const levels = Array.from({ length: LEVELS + 1 }, (_, above) => {
    const at = [...(path === "" ? [] : [path]), ...Array<string>(above).fill("location_id"), ""].join(".");
    return departmentFrom(at, ids, connection);
  });
  return anyOf(...levels);
}
