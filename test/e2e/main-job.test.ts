import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { eventually } from "../../dev/clients/eventually.ts";
import { type PlacedOrder, placeOrder } from "../../dev/clients/purchasing.ts";
import { runOdoo } from "../../dev/environment/odoo.ts";
import { readX12 } from "../../sidecar/codecs/x12/read.ts";
import { compact, dayFromNow } from "../support/days.ts";
import { onlyMessage, type World, world } from "../support/world.ts";
import { acknowledgement, interchange, invoice, orderResponse } from "../support/x12-text.ts";

const supplier = "Harbor Medical Supply";
const gloves = { item: "NF-1001", code: "HM-10040", price: 9.4 };

type Shown = { readonly integration_state: string; readonly integration_stage: string };
const fields = ["integration_state", "integration_stage", "acknowledged"];

const shown = async (odoo: World["odoo"], id: number) => {
  const [order] = await odoo.searchRead<Shown & { acknowledged: boolean }>(
    "purchase.order",
    [["id", "=", id]],
    fields,
  );
  return order;
};
const state = async (odoo: World["odoo"], id: number) => (await shown(odoo, id))?.integration_state;

/** Creates a product of the supplier that is billed on received quantities. */
async function billedAsReceived(odoo: World["odoo"], code: string): Promise<void> {
  const [partner] = await odoo.searchRead<{ id: number }>("res.partner", [["name", "=", supplier]], ["id"]);
  const seller = { partner_id: partner?.id, product_code: code, price: 2 };
  const values = { name: code, default_code: code, is_storable: true, purchase_method: "receive" };
  await odoo.call("product.product", "create", {
    vals_list: [{ ...values, supplier_taxes_id: [[5]], seller_ids: [[0, 0, seller]] }],
  });
}

/** Validates the order's receipt with everything that was ordered. */
async function receive(odoo: World["odoo"], order: number): Promise<void> {
  const [receipt] = await odoo.searchRead<{ id: number; move_ids: number[] }>(
    "stock.picking",
    [["purchase_id", "=", order]],
    ["move_ids"],
  );
  if (!receipt) throw new Error("The order has no receipt.");
  await odoo.call("stock.move", "write", { ids: receipt.move_ids, vals: { quantity: 10, picked: true } });
  await odoo.call("stock.picking", "button_validate", { ids: [receipt.id] });
}

/** The 850 of an order, or a document with another code, in the folder where the supplier finds our files. */
function sentOrder(outbox: string, order: string, code = "850") {
  const files = readdirSync(outbox).filter((name) => name.startsWith(`${code}-`));
  const texts = files.map((name) => readFileSync(join(outbox, name)));
  return texts
    .map((bytes) => readX12(bytes)[0])
    .find((one) => JSON.stringify(one?.groups[0]?.transactions[0]?.root).includes(`"${order}"`));
}

/** Adds a change of an order to Odoo's outbox, from 10 boxes of its only line to 50. */
async function requestChange({ place }: World, order: PlacedOrder): Promise<void> {
  const script = `
order = env["purchase.order"].browse(${order.id})
[line] = order.order_line
def values(quantity):
    return {
        "item": {"ids": [{"scheme": "odoo", "id": str(line.product_id.id)}]},
        "quantity": {"value": str(quantity), "unit": "odoo:%s" % line.product_uom_id.id},
        "price": {"amount": str(line.price_unit), "currency": order.currency_id.name},
    }
line.product_qty = 50
document = {
    "type": "OrderChange", "id": order.name, "sequence": 1, "purpose": "change",
    "orderDate": str(order.date_order.date()), "issueDate": str(order.date_order.date()),
    "currency": order.currency_id.name,
    "lines": [{"id": str(line.suture_line_number), "before": values(10), "now": values(50)}],
}
env["suture.outbox"].sudo()._enqueue(
    kind="document", event="order.changed", connection=order.sudo()._dispatch_connection(),
    company=order.company_id, record=order, number=order.name, arguments={"document": document},
)
env.cr.commit()
print("REQUESTED")
`;
  const { database } = inject("environment").odoo;
  const output = await runOdoo(place, ["shell", "-d", database, "--no-http"], script);
  if (!output.includes("REQUESTED")) throw new Error(`no change was requested: ${output.slice(-800)}`);
}

/** A day later than orders ask for. */
const promised = dayFromNow(4);

describe("the main process", () => {
  it("asks a person about a response to an order that the buyer has changed since", async () => {
    const { odoo, outbox, post, settled, control } = world();
    const order = await placeOrder(odoo, { supplier, lines: [{ item: gloves.item, quantity: 10 }] });
    await eventually("the 850 is in the supplier's folder", () => sentOrder(outbox, order.name));
    await eventually("the order was reported as sent", async () => {
      const versions = await odoo.searchRead(
        "suture.order.version",
        [
          ["order_id", "=", order.id],
          ["state", "=", "sent"],
        ],
        ["number"],
      );
      return versions.length === 1;
    });
    await odoo.call("purchase.order.line", "write", { ids: order.lineIds, vals: { product_qty: 50 } });
    expect(await state(odoo, order.id)).toBe("changed");

    const answers = [["IA", "10", "BX"]];
    const response = orderResponse(
      order.name,
      [{ line: 1, quantity: 10, price: gloves.price, item: gloves.code, answers }],
      { control: control() },
      "AC",
    );
    const answered = await settled(onlyMessage(await post(response)), "attention", "done");
    expect(answered.documents[0]?.reasonCode).toBe("ORDER_CHANGED");
    const [line] = await odoo.searchRead<{ product_qty: number }>(
      "purchase.order.line",
      [["order_id", "=", order.id]],
      ["product_qty"],
    );
    expect(line?.product_qty).toBe(50);
  });

  it("sends an order and receives its acknowledgement, order response and invoice", async () => {
    const { odoo, outbox, post, settled, control } = world();
    const order = await placeOrder(odoo, { supplier, lines: [{ item: gloves.item, quantity: 10 }] });

    const sent = await eventually("the 850 is in the supplier's folder", () => sentOrder(outbox, order.name));
    expect(sent.groups[0]?.transactions[0]?.issues).toEqual([]);
    await eventually(
      "the order waits for its acknowledgement",
      async () => (await state(odoo, order.id)) === "in_progress",
    );

    const number = sent.groups[0]?.control ?? "";
    await settled(onlyMessage(await post(acknowledgement(number, "A", { control: control() }))), "done");
    await eventually(
      "the order is known to the supplier, who has not answered yet",
      async () => (await shown(odoo, order.id))?.integration_stage === "acknowledged",
    );
    expect(await shown(odoo, order.id)).toMatchObject({
      integration_state: "in_progress",
      acknowledged: false,
    });

    const answers = [["IQ", "8", "BX", "067", compact(promised)]];
    const response = orderResponse(
      order.name,
      [{ line: 1, quantity: 10, price: gloves.price, item: gloves.code, answers }],
      { control: control() },
    );
    const answered = await settled(onlyMessage(await post(response)), "done");
    expect(answered.documents[0]?.odoo[0]).toMatchObject({ model: "purchase.order", id: order.id });
    expect(await shown(odoo, order.id)).toMatchObject({
      integration_state: "synced",
      integration_stage: "confirmed",
      acknowledged: true,
    });
    const [line] = await odoo.searchRead<{ product_qty: number; date_planned: string }>(
      "purchase.order.line",
      [["order_id", "=", order.id]],
      ["product_qty", "date_planned"],
    );
    expect(line?.product_qty).toBe(8);
    expect(line?.date_planned.slice(0, 10)).toBe(promised);

    const billNumber = `INV-${control()}`;
    const bill = invoice(
      billNumber,
      order.name,
      [{ line: 1, quantity: 8, price: gloves.price, item: gloves.code }],
      7520,
      { control: control() },
    );
    await settled(onlyMessage(await post(bill)), "done");
    const bills = await odoo.searchRead(
      "account.move",
      [["ref", "=", billNumber]],
      ["state", "amount_total", "invoice_origin", "integration_state"],
    );
    expect(bills).toEqual([
      {
        id: expect.any(Number),
        state: "draft",
        amount_total: 75.2,
        invoice_origin: order.name,
        integration_state: "synced",
      },
    ]);
  });

  it("sends a change of an order, and applies the vendor's response to it", async () => {
    const here = world();
    const { odoo, outbox, post, settled, control } = here;
    const order = await placeOrder(odoo, { supplier, lines: [{ item: gloves.item, quantity: 10 }] });
    await requestChange(here, order);
    const sent = await eventually("the 860 is in the supplier's folder", () =>
      sentOrder(outbox, order.name, "860"),
    );
    const [change] = sent.groups[0]?.transactions ?? [];
    expect(change?.issues).toEqual([]);
    const poc = change?.root.loops.find(({ id }) => id === "POC")?.segments[0];
    expect(poc?.elements.slice(0, 6)).toEqual(["POC", "1", "QI", "50", "50", "BX"]);
    const number = sent.groups[0]?.control ?? "";
    const accepted = acknowledgement(number, "A", { control: control() }, ["PC", "860"]);
    await settled(onlyMessage(await post(accepted)), "done");

    const answer = [
      ["BCA", "06", "AC", order.name, "", "1", "20261120", "", "", `SO-${order.name}`],
      ["POC", "1", "QI", "50", "50", "BX", "", "", "VN", gloves.code],
      ["ACK", "IA", "50", "BX", "067", compact(promised)],
      ["CTT", "1"],
    ];
    const response = interchange("865", "CA", answer, { control: control() });
    await settled(onlyMessage(await post(response)), "done");
    const lines = await odoo.searchRead<{ product_qty: number; date_planned: string }>(
      "purchase.order.line",
      [["order_id", "=", order.id]],
      ["product_qty", "date_planned"],
    );
    expect(lines[0]?.product_qty).toBe(50);
    expect(lines[0]?.date_planned.slice(0, 10)).toBe(promised);
    const exchanges = await odoo.searchRead<{ document_type: string; acknowledgement: string }>(
      "suture.exchange",
      [["document_number", "=", order.name]],
      ["document_type", "acknowledgement"],
    );
    const changed = exchanges.filter(({ document_type }) => document_type === "OrderChange");
    expect(changed.map(({ acknowledgement }) => acknowledgement)).toEqual(["accepted"]);
  });

  it("bills a case in pieces, seven of which Odoo rounds to ten, then all the others, and no more", async () => {
    const { odoo, post, settled, control } = world();
    const wish = { item: gloves.item, unit: "Case of 10 Boxes", quantity: 1, price: 100 };
    const order = await placeOrder(odoo, { supplier, lines: [wish] });
    const billed = async (quantity: number, state: string) => {
      const lines = [{ line: 1, quantity, price: 0.1, item: gloves.code, unit: "EA" }];
      const number = control();
      const bill = invoice(`INV-${number}`, order.name, lines, quantity * 10, { control: number });
      return settled(onlyMessage(await post(bill)), state);
    };
    await billed(7, "done");
    const read = () =>
      odoo.searchRead<{ qty_invoiced: number }>(
        "purchase.order.line",
        [["order_id", "=", order.id]],
        ["qty_invoiced"],
      );
    expect((await read())[0]?.qty_invoiced).toBe(0.01);
    await billed(993, "done");
    const over = await billed(1, "attention");
    expect(over.documents[0]?.reasonCode).toBe("QUANTITY_OVER");
  });

  it("holds an invoice of goods that were not received until their receipt is validated", async () => {
    const { odoo, post, settled, control } = world();
    const number = control();
    const item = `E2E-${number}`;
    await billedAsReceived(odoo, item);
    const order = await placeOrder(odoo, { supplier, lines: [{ item, quantity: 10, price: 2 }] });
    const lines = [{ line: 1, quantity: 10, price: 2, item, unit: "EA" }];
    const bill = invoice(`INV-${number}`, order.name, lines, 2000, { control: number });
    const id = onlyMessage(await post(bill));
    const waiting = await settled(id, "waiting");
    expect(waiting.documents[0]).toMatchObject({
      reasonCode: "INVOICE_BEFORE_RECEIPT",
      findings: [{ field: "quantity", acceptable: true }],
    });
    await receive(odoo, order.id);
    const billed = await settled(id, "done");
    expect(billed.documents[0]?.odoo[0]).toMatchObject({ model: "account.move" });
    expect((await shown(odoo, order.id))?.integration_stage).toBe("invoiced");
  });

  it("acknowledges every message with a 997 that the sender can retrieve, and writes it to its folder", async () => {
    const { sidecar, outbox, post, settled, control } = world();
    const number = control();
    const id = onlyMessage(await post(orderResponse(`P-NONE-${control()}`, [], { control: number })));
    await settled(id, "attention");
    const reply = await sidecar.acknowledgement(id);
    expect(reply.status).toBe(200);
    expect(reply.body).toContain(`AK1*PR*${number}~AK2*855*0001~AK5*A~AK9*A*1*1*1~`);
    await eventually("the 997 is in the folder", () =>
      readdirSync(outbox).some(
        (name) => name.startsWith("997-") && readFileSync(join(outbox, name), "latin1") === reply.body,
      ),
    );
  });

  it("turns a rejected order into an exception", async () => {
    const { odoo, outbox, post, settled, control } = world();
    const order = await placeOrder(odoo, { supplier, lines: [{ item: gloves.item, quantity: 1 }] });
    const sent = await eventually("the 850 is in the supplier's folder", () => sentOrder(outbox, order.name));
    await settled(
      onlyMessage(await post(acknowledgement(sent.groups[0]?.control ?? "", "R", { control: control() }))),
      "done",
    );
    await eventually("the order needs attention", async () => (await state(odoo, order.id)) === "attention");
    const exchanges = await odoo.searchRead(
      "suture.exchange",
      [
        ["res_id", "=", order.id],
        ["direction", "=", "outbound"],
      ],
      ["state", "reason_code", "acknowledgement"],
    );
    expect(exchanges).toEqual([
      {
        id: expect.any(Number),
        state: "attention",
        reason_code: "PARTNER_REJECTED",
        acknowledgement: "rejected",
      },
    ]);
  });

  it("does not apply a price above the tolerance until a person has corrected the order", async () => {
    const { odoo, post, settled, control } = world();
    const order = await placeOrder(odoo, { supplier, lines: [{ item: gloves.item, quantity: 5 }] });
    const answers = [["IP", "5", "BX"]];
    const response = orderResponse(
      order.name,
      [{ line: 1, quantity: 5, price: 12.5, item: gloves.code, answers }],
      { control: control() },
    );
    const id = onlyMessage(await post(response));
    const refused = await settled(id, "attention");
    expect(refused.documents[0]?.reasonCode).toBe("PRICE_VARIANCE");
    const price = async () =>
      (
        await odoo.searchRead<{ price_unit: number }>(
          "purchase.order.line",
          [["order_id", "=", order.id]],
          ["price_unit"],
        )
      )[0]?.price_unit;
    expect(await price()).toBe(gloves.price);
    await eventually("the order needs attention", async () => (await state(odoo, order.id)) === "attention");

    // The order now has the vendor's price, so the response is retried without being asked.
    await odoo.call("purchase.order.line", "write", { ids: order.lineIds, vals: { price_unit: 12.5 } });
    await settled(id, "done");
    await eventually("the order is in sync", async () => (await state(odoo, order.id)) === "synced");
  });
});
