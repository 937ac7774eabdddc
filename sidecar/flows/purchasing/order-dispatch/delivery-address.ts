import type { ConnectionProfile } from "../../../documents/connection-profile.ts";
import type { Party } from "../../../documents/values.ts";
import type { OdooRecord, ReadRequest, Snapshot } from "../../flow.ts";
import { records, reference, requiredText, text } from "../../kit/snapshot.ts";
import type { PurchaseOrder } from "../purchase-order.ts";

/** Countries whose states or provinces are written as codes in trade documents. */
const countriesWithStateCodes = ["US", "CA", "MX", "AU", "BR"];

/**
 * Returns the read requests for the delivery address of an order of the connection's company: operation types, warehouses,
 * addresses, states and countries.
 */
export function deliveryReads(connection: ConnectionProfile): Readonly<Record<string, ReadRequest>> {
  const company = connection.companyId;
  return {
    picking_types: {
      model: "stock.picking.type",
      domain: [["company_id", "=", company]],
      fields: ["id", "warehouse_id"],
    },
    warehouses: {
      model: "stock.warehouse",
      domain: [["company_id", "=", company]],
      fields: ["id", "name", "code", "partner_id"],
    },
    addresses: {
      model: "res.partner",
      domain: [["commercial_partner_id.ref_company_ids", "in", [company]]],
      fields: ["id", "name", "street", "street2", "city", "zip", "state_id", "country_id"],
      limit: 2000,
    },
    states: {
      model: "res.country.state",
      domain: [["country_id.code", "in", countriesWithStateCodes]],
      fields: ["id", "code"],
      limit: 2000,
    },
    countries: { model: "res.country", domain: [], fields: ["id", "code"] },
  };
}

/**
 * Returns the warehouse that receives the order, with its address if Odoo has one. Returns undefined if the order has no
 * warehouse.
 */
export function deliverTo(order: PurchaseOrder, snapshot: Snapshot): Party | undefined {
  const type = find(snapshot, "picking_types", order.pickingTypeId);
  const warehouse = type && find(snapshot, "warehouses", reference(type, "warehouse_id"));
  if (warehouse === undefined) return undefined;
  const partner = find(snapshot, "addresses", reference(warehouse, "partner_id"));
  return {
    ids: [{ scheme: "buyer", id: requiredText(warehouse, "code") }],
    name: requiredText(warehouse, "name"),
    ...(partner === undefined ? {} : { address: addressOf(partner, snapshot) }),
  };
}

function addressOf(partner: OdooRecord, snapshot: Snapshot): NonNullable<Party["address"]> {
  const state = find(snapshot, "states", reference(partner, "state_id"));
  const country = find(snapshot, "countries", reference(partner, "country_id"));
  const parts = {
    city: text(partner, "city"),
    region: state === undefined ? null : text(state, "code"),
    postalCode: text(partner, "zip"),
    country: country === undefined ? null : text(country, "code"),
  };
  const lines = [text(partner, "street"), text(partner, "street2")].filter((line) => line !== null);
  const filled = Object.entries(parts).filter(([, value]) => value !== null);
  return { ...(lines.length === 0 ? {} : { lines }), ...Object.fromEntries(filled) };
}

function find(snapshot: Snapshot, name: string, id: number | null): OdooRecord | undefined {
  return records(snapshot, name).find((record) => record.id === id);
}
