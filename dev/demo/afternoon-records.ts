import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { OdooClient } from "../clients/odoo.ts";

type Named = readonly [id: number, name: string];

/** The records about stock and money that the check reads, as Odoo returns them. */
export type TransferRecord = { readonly id: number; readonly origin: string };
export type LotRecord = { readonly id: number; readonly name: string };
export type QuantRecord = { readonly lot_id: Named; readonly quantity: number };
export type InvoiceRecord = {
  readonly id: number;
  readonly ref: string;
  readonly partner_id: Named;
  readonly state: string;
  readonly payment_state: string;
  readonly amount_total: number;
  readonly amount_residual: number;
};
export type MoneyRecord = {
  readonly suture_payment_reference: string;
  readonly payment_type: "inbound" | "outbound";
  readonly amount: number;
};
/** A billing trigger: the event about a completed encounter, which the billing system finds in its folder. */
export type Trigger = {
  readonly subject: string;
  readonly data: {
    readonly version: number;
    readonly status: string;
    readonly department: readonly { readonly id: string }[];
    readonly endDate: string;
  };
};

/** The records that result from the afternoon of one run of the demo. */
export type AfternoonRecords = {
  readonly transfers: readonly TransferRecord[];
  readonly lots: readonly LotRecord[];
  /** The remaining quantities of the lots in our locations. `dispensed` contains the quantities that were consumed. */
  readonly left: readonly QuantRecord[];
  readonly dispensed: readonly QuantRecord[];
  readonly invoices: readonly InvoiceRecord[];
  readonly money: readonly MoneyRecord[];
  readonly triggers: readonly Trigger[];
};

/** Reads the records whose number contains the name of the run, and the triggers in `folder` about these encounters. */
export async function readAfternoon(
  odoo: OdooClient,
  run: string,
  folder: string,
  encounters: readonly string[],
): Promise<AfternoonRecords> {
  const numbers = `%-${run}-%`;
  const lots = await odoo.searchRead<LotRecord>("stock.lot", [["name", "=like", numbers]], ["name"], {
    order: "name",
  });
  const ids = lots.map(({ id }) => id);
  return {
    lots,
    transfers: await odoo.searchRead("stock.picking", [["origin", "=like", numbers]], ["origin"]),
    left: await readQuants(odoo, ids),
    dispensed: await readDispensed(odoo, ids),
    invoices: await readInvoices(odoo, numbers),
    money: await readMoney(odoo, numbers),
    triggers: encounters.flatMap((id) => readTriggers(folder, id)),
  };
}

const readQuants = (odoo: OdooClient, lots: readonly number[]): Promise<QuantRecord[]> =>
  odoo.searchRead(
    "stock.quant",
    [
      ["lot_id", "in", lots],
      ["location_id.usage", "=", "internal"],
    ],
    ["lot_id", "quantity"],
  );

const readDispensed = (odoo: OdooClient, lots: readonly number[]): Promise<QuantRecord[]> =>
  odoo.searchRead(
    "stock.move.line",
    [
      ["lot_id", "in", lots],
      ["state", "=", "done"],
      ["picking_id", "!=", false],
      ["location_id.usage", "=", "internal"],
    ],
    ["lot_id", "quantity"],
  );

const readInvoices = (odoo: OdooClient, numbers: string): Promise<InvoiceRecord[]> =>
  odoo.searchRead(
    "account.move",
    [
      ["move_type", "in", ["out_invoice", "out_refund"]],
      ["ref", "=like", numbers],
    ],
    ["ref", "partner_id", "state", "payment_state", "amount_total", "amount_residual"],
    { order: "ref" },
  );

const readMoney = (odoo: OdooClient, numbers: string): Promise<MoneyRecord[]> =>
  odoo.searchRead(
    "account.payment",
    [["suture_payment_reference", "=like", numbers]],
    ["suture_payment_reference", "payment_type", "amount"],
    { order: "id" },
  );

function readTriggers(folder: string, encounter: string): Trigger[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith(`encounter-${encounter}-`))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Trigger);
}
