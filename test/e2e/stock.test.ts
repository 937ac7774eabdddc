import { connect } from "node:net";
import { describe, expect, inject, it } from "vitest";
import { eventually } from "../../dev/clients/eventually.ts";
import type { OdooClient } from "../../dev/clients/odoo.ts";
import { world } from "../support/world.ts";

const FRAME_END = "\x1c\r";
const frame = (content: string) => `\x0b${content}${FRAME_END}`;

/** A dispense of one piece from Clinic West, as the EHR's pharmacy reports it; the patient is fictional. */
function dispense(control: string, item: string, quantity = 1): string {
  return [
    `MSH|^~\\&|EHR|NORTHFIELD|SUTURE|NORTHFIELD|20261120101700-0600||RDS^O13^RDS_O13|${control}|P|2.5.1`,
    "PID|1||MRN-0001^^^NORTHFIELD^MR||ZZTEST^PATIENT||19000101|U",
    "PV1|1|I|DEP-CLW^101^1^NFH||||||||||||||||V-100234^^^NFH",
    `ORC|RE|ORD-${control}^EHR|DSP-${control}^PHARM`,
    `RXD|1|${item}^Test item^L|20261120101500-0600|${quantity}|EA||RX-${control}`,
    "",
  ].join("\r");
}

/** Sends a stream in pieces of odd lengths over one socket. Returns the answers in order. */
function sendInOddPieces(stream: string, answers: number): Promise<string[]> {
  const { host, port } = inject("environment").sidecar.mllp;
  return new Promise((resolve, reject) => {
    const socket = connect(port, host);
    let received = "";
    socket.on("data", (piece) => {
      received += piece.toString("utf8");
      const got = received.split(FRAME_END);
      if (got.length > answers) {
        socket.destroy();
        resolve(got.slice(0, -1));
      }
    });
    socket.once("error", reject);
    const bytes = Buffer.from(stream);
    for (let start = 0, step = 1; start < bytes.length; start += step, step = ((step * 7 + 3) % 977) + 1)
      socket.write(bytes.subarray(start, start + step));
  });
}

/** An item of its own for the test, with so many pieces in Clinic West. */
async function stockedItem(odoo: OdooClient, code: string, quantity: number): Promise<number> {
  const [product] = await odoo.call<number[]>("product.product", "create", {
    vals_list: [{ name: `Test item ${code}`, default_code: code, type: "consu", is_storable: true }],
  });
  const [location] = await odoo.searchRead<{ id: number }>(
    "stock.location",
    [["name", "=", "Clinic West"]],
    ["id"],
  );
  const [quant] = await odoo.call<number[]>("stock.quant", "create", {
    vals_list: [{ product_id: product, location_id: location?.id, inventory_quantity: quantity }],
    context: { inventory_mode: true },
  });
  await odoo.call("stock.quant", "action_apply_inventory", { ids: [quant] });
  if (product === undefined) throw new Error("the item was not made");
  return product;
}

async function onHand(odoo: OdooClient, product: number): Promise<number> {
  const quants = await odoo.searchRead<{ quantity: number }>(
    "stock.quant",
    [
      ["product_id", "=", product],
      ["location_id.name", "=", "Clinic West"],
    ],
    ["quantity"],
  );
  return quants.reduce((sum, quant) => sum + quant.quantity, 0);
}

describe("dispenses over one MLLP socket", () => {
  it("are acknowledged frame by frame, leave the exact stock, and become exceptions if invalid", async () => {
    const { odoo, control } = world();
    const run = `R${control()}`;
    const product = await stockedItem(odoo, run, 300);
    const good = Array.from({ length: 45 }, (_, index) => dispense(`${run}-${index}`, run));
    const repeated = good.slice(10, 30);
    const unknown = [1, 2, 3].map((index) => dispense(`${run}-U${index}`, `NO-SUCH-${run}`));
    const garbage = [`no message ${run} a`, `MSH|^~\\&|EHR|${run} cut`];
    const contents = [...good.slice(0, 30), ...unknown, ...repeated, ...garbage, ...good.slice(30)];

    const answers = await sendInOddPieces(contents.map(frame).join(""), contents.length);
    expect(answers).toHaveLength(70);
    const codes = answers.map((answer) => /\rMSA\|([A-Z]{2})\|/.exec(answer)?.[1]);
    expect(codes.filter((code) => code === "AA")).toHaveLength(68);
    expect(codes.filter((code) => code === "AR")).toHaveLength(2);
    const acknowledged = answers.map((answer) => /\rMSA\|AA\|([^|\r]*)/.exec(answer)?.[1]);
    expect(acknowledged.slice(0, 30)).toEqual(good.slice(0, 30).map((_, index) => `${run}-${index}`));

    await eventually(
      "all dispenses are taken from stock",
      async () => (await onHand(odoo, product)) === 255,
      120,
    );
    const exceptions = await eventually("the exceptions are shown", async () => {
      const rows = await odoo.searchRead<{ reason_code: string; message_key: string }>(
        "suture.exchange",
        [
          ["state", "=", "attention"],
          ["connection_id.code", "=", "ehr"],
          ["message_key", "like", run],
        ],
        ["reason_code", "message_key"],
      );
      return rows.length === 3 && rows;
    });
    expect(exceptions.map(({ reason_code }) => reason_code)).toEqual([
      "UNKNOWN_ITEM",
      "UNKNOWN_ITEM",
      "UNKNOWN_ITEM",
    ]);
    const moved = await odoo.searchRead(
      "stock.move",
      [
        ["product_id", "=", product],
        ["state", "=", "done"],
        ["location_dest_id.usage", "=", "production"],
      ],
      ["quantity"],
      { limit: 500 },
    );
    expect(moved).toHaveLength(45);
    expect(await onHand(odoo, product)).toBe(255);
  });

  it("never make stock negative: the movement becomes an exception with the figures, and the stock does not change", async () => {
    const { odoo, control } = world();
    const run = `S${control()}`;
    const product = await stockedItem(odoo, run, 2);
    const [answer] = await sendInOddPieces(frame(dispense(`${run}-1`, run, 3)), 1);
    expect(answer).toContain("MSA|AA|");
    const [exchange] = await eventually("the exception is shown", async () => {
      const rows = await odoo.searchRead<{ reason_code: string; reason: string }>(
        "suture.exchange",
        [["message_key", "like", run]],
        ["reason_code", "reason"],
      );
      return rows.some((row) => row.reason_code) && rows;
    });
    expect(exchange).toMatchObject({
      reason_code: "QUANTITY_SHORT",
      reason: expect.stringMatching(/\b2\b[\s\S]*\b3\b|\b3\b[\s\S]*\b2\b/),
    });
    expect(await onHand(odoo, product)).toBe(2);
  });
});
