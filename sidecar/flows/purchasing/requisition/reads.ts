import type { ConnectionProfile } from "../../../documents/connection-profile.ts";
import type { Requisition } from "../../../documents/requisition.ts";
import type { ReadRequest } from "../../flow.ts";
import { crosswalkRead } from "../../kit/crosswalk.ts";
import { departmentFrom } from "../../kit/departments.ts";
import { identifierValues, most, packsRead, productFields, productsFrom } from "../../kit/item-reads.ts";
import { unitWords } from "../../kit/unit-codes.ts";
import { unitsRead } from "../../kit/units.ts";

/**
 * Returns the read requests for a requisition: items, their vendors, the department, units, and the orders already created for
 * its number.
 */
export function requisitionReads(
  requisition: Requisition,
  connection: ConnectionProfile,
): Readonly<Record<string, ReadRequest>> {
  const items = identifierValues(requisition.lines.map(({ item }) => item));
  const named = requisition.supplier ?? [];
  return {
    products: {
      model: "product.product",
      domain: productsFrom("", requisition, items, connection),
      fields: [...productFields, "product_tmpl_id"],
      limit: most,
      shared: true,
    },
    packs: { ...packsRead(requisition), shared: true },
    vendors: {
      model: "product.supplierinfo",
      domain: productsFrom("product_tmpl_id.product_variant_ids", requisition, items, connection),
      fields: [
        "id",
        "sequence",
        "partner_id",
        "product_id",
        "product_tmpl_id",
        "price",
        "discount",
        "min_qty",
        "delay",
        "date_start",
        "date_end",
        "currency_id",
        "product_uom_id",
        "company_id",
      ],
      order: "sequence, id",
      limit: most,
      shared: true,
    },
    locations: locationsRead(requisition, connection),
    picking_types: {
      model: "stock.picking.type",
      domain: [
        ["code", "=", "incoming"],
        ["company_id", "=", connection.companyId],
      ],
      fields: ["id", "warehouse_id"],
      order: "id",
      limit: most,
    },
    suppliers: {
      model: "res.partner",
      domain: [["ref", "in", named.map(({ id }) => id)]],
      fields: ["id", "name", "ref"],
      shared: true,
    },
    made: madeRead(requisition, connection),
    units: unitsRead,
    crosswalk: crosswalkRead(
      [
        ...items,
        ...requisition.lines.flatMap(({ quantity }) => unitWords(quantity.unit)),
        ...[...requisition.department, ...named].map(({ id }) => id),
      ],
      connection,
    ),
  };
}

function locationsRead({ department }: Requisition, connection: ConnectionProfile): ReadRequest {
  return {
    model: "stock.location",
    domain: [
      ["usage", "=", "internal"],
      ["company_id", "=", connection.companyId],
      ...departmentFrom("", department, connection),
    ],
    fields: ["id", "name", "barcode", "location_id", "warehouse_id"],
    limit: most,
    shared: true,
  };
}

/** Returns the read request "made" for the completed exchanges of this requisition number, which link to their orders. */
function madeRead({ id }: Requisition, connection: ConnectionProfile): ReadRequest {
  return {
    model: "suture.exchange",
    domain: [
      ["document_number", "in", [id]],
      ["document_type", "=", "Requisition"],
      ["connection_id.code", "=", connection.code],
      ["state", "=", "done"],
    ],
    fields: ["id", "document_number", "res_model", "res_id"],
    order: "id",
    limit: most,
    shared: true,
  };
}
