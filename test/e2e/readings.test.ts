import { describe, expect, it } from "vitest";
import { eventually } from "../../dev/clients/eventually.ts";
import { type PlacedOrder, placeOrder } from "../../dev/clients/purchasing.ts";
import { onlyMessage, type World, world } from "../support/world.ts";
import { interchange } from "../support/x12-text.ts";

/** What turns the meaning of a supplier's message, seen from outside: the right value in Odoo, or a person is asked and nothing is written. */

const supplier = "Harbor Medical Supply";
const gloves = { item: "NF-1001", code: "HM-10040", price: 9.4 };

type Segments = readonly string[];
type Outcome = { readonly state: string; readonly reasonCode: string | null };

const order = ({ odoo }: World) =>
  placeOrder(odoo, { supplier, lines: [{ item: gloves.item, quantity: 10 }] });

async function send(
  at: World,
  code: string,
  group: string,
  segments: Segments,
): Promise<Outcome & { message: string }> {
  const body = segments.map((segment) => segment.split("*"));
  const message = onlyMessage(await at.post(interchange(code, group, body, { control: at.control() })));
  const { documents } = await at.settled(message, "done", "attention");
  const [document] = documents;
  return { message, state: document?.state ?? "", reasonCode: document?.reasonCode ?? null };
}

const answer = (at: World, { name }: PlacedOrder, line: Segments, head: Segments = []) =>
  send(at, "855", "PR", [
    `BAK*00*AC*${name}*20261120****SO-${name}`,
    ...head,
    `PO1*1*10*BX*${gloves.price}**VN*${gloves.code}`,
    ...line,
    "CTT*1",
  ]);

const bill = (
  at: World,
  { name }: PlacedOrder,
  number: string,
  head: Segments,
  type = "",
  after: Segments = [],
) =>
  send(at, "810", "IN", [
    `BIG*20261120*${number}*20261118*${name}${type}`,
    ...head,
    `IT1*1*10*BX*${gloves.price}**VN*${gloves.code}`,
    "TDS*9400",
    ...after,
    "CTT*1",
  ]);

async function lineOf({ odoo }: World, { id }: PlacedOrder) {
  const fields = ["product_qty", "price_unit", "date_planned"];
  const [line] = await odoo.searchRead<{ product_qty: number; price_unit: number; date_planned: string }>(
    "purchase.order.line",
    [["order_id", "=", id]],
    fields,
  );
  return line;
}

const billsOf = ({ odoo }: World, number: string) =>
  odoo.searchRead<{ id: number; amount_total: number; invoice_date_due: string | false }>(
    "account.move",
    [["ref", "=", number]],
    ["amount_total", "invoice_date_due"],
  );

/** What an earlier run taught stays in its environment. */
async function forgetUnit({ odoo }: World, value: string): Promise<void> {
  const found = await odoo.searchRead<{ id: number }>("suture.crosswalk", [["value", "=", value]], ["id"]);
  await odoo.call("suture.crosswalk", "unlink", { ids: found.map(({ id }) => id) });
}

describe("an order response", () => {
  it.each([
    ["no promise", ["ACK*IB*10*BX*180*20261128"], "BACKORDER"],
    ["a week of shipment", ["ACK*IA*10*BX*086*20261202"], "DATE_SLIP"],
    ["a day of shipment", ["ACK*IA*10*BX*068*20261202"], "DATE_SLIP"],
    ["a qualifier that nobody knows", ["ACK*IA*10*BX*ZZZ*20261202"], "UNSUPPORTED_DOCUMENT"],
    ["a line to be ordered as a drop shipment", ["ACK*R7*10*BX"], "LINE_REJECTED"],
    ["a price that is pending", ["ACK*IE*10*BX"], "PRICE_VARIANCE"],
    ["an estimated price", ["CTP**EST*9.5", "ACK*IP*10*BX"], "UNSUPPORTED_DOCUMENT"],
  ])("with %s becomes an exception, and nothing is written", async (_what, line, reason) => {
    const at = world();
    const placed = await order(at);
    const before = await lineOf(at, placed);
    expect(await answer(at, placed, line)).toMatchObject({ state: "attention", reasonCode: reason });
    expect(await lineOf(at, placed)).toEqual(before);
  });

  it.each([
    ["a day to cancel after", ["ACK*IA*10*BX*001*20261224"]],
    ["a retail price", ["CTP*RS*MSR*99", "ACK*IP*10*BX"]],
  ])("with %s is accepted, and that is not written", async (_what, line) => {
    const at = world();
    const placed = await order(at);
    const before = await lineOf(at, placed);
    expect(await answer(at, placed, line)).toMatchObject({ state: "done" });
    expect(await lineOf(at, placed)).toEqual(before);
  });

  it("with a contract price per hundred updates the unit price", async () => {
    const at = world();
    const placed = await order(at);
    const line = ["CTP*HS*CON*945******TC", "ACK*IP*10*BX"];
    expect(await answer(at, placed, line)).toMatchObject({ state: "done" });
    expect(await lineOf(at, placed)).toMatchObject({ price_unit: 9.45 });
  });

  it("with freight becomes an exception until a person accepts it", async () => {
    const at = world();
    const placed = await order(at);
    const freight = ["SAC*C*D240***27500*******06***Freight"];
    const { message, ...outcome } = await answer(at, placed, ["ACK*IA*10*BX"], freight);
    expect(outcome).toEqual({ state: "attention", reasonCode: "PRICE_VARIANCE" });
    const exchange = await eventually("the charge is shown in Odoo", async () => {
      const [row] = await at.odoo.searchRead<{ id: number; reason: string | false }>(
        "suture.exchange",
        [["message_id", "=", message]],
        ["reason"],
      );
      return row?.reason ? row : null;
    });
    expect(exchange.reason).toContain("The vendor adds 275.00 USD to the order: Freight (D240).");
  });

  it("in a vendor's own unit is applied once the unit is mapped", async () => {
    const at = world();
    await forgetUnit(at, "U9");
    const placed = await order(at);
    const segments = [
      `BAK*00*AC*${placed.name}*20261120`,
      `PO1*1*10*U9*${gloves.price}**VN*${gloves.code}`,
      "ACK*IA*8*U9",
      "CTT*1",
    ];
    const asked = await send(at, "855", "PR", segments);
    expect(asked).toMatchObject({ state: "attention", reasonCode: "UNKNOWN_UNIT" });
    const [line] = await at.odoo.searchRead<{ product_uom_id: [number, string] }>(
      "purchase.order.line",
      [["order_id", "=", placed.id]],
      ["product_uom_id"],
    );
    const [connection] = await at.odoo.searchRead<{ id: number }>(
      "suture.connection",
      [["code", "=", "edi-harbor"]],
      ["id"],
    );
    const entry = { connection_id: connection?.id, scheme: "unit", value: "U9" };
    await at.odoo.call("suture.crosswalk", "create", {
      vals_list: [{ ...entry, res_model: "uom.uom", res_id: line?.product_uom_id[0] }],
    });
    await at.sidecar.operator("POST", `/v1/messages/${asked.message}/replay`);
    await at.settled(asked.message, "done");
    expect(await lineOf(at, placed)).toMatchObject({ product_qty: 8 });
  });
});

describe("an invoice", () => {
  it.each([
    ["a cancellation", "****01"],
    ["a replacement", "****05"],
    ["a consolidated credit memo", "***CG"],
    ["a memorandum", "***ME"],
    ["of a type that nobody knows", "***QQ"],
  ])("that is %s creates no bill", async (_what, type) => {
    const at = world();
    const number = `INV-${at.control()}`;
    expect(await bill(at, await order(at), number, [], type)).toMatchObject({
      state: "attention",
      reasonCode: "UNSUPPORTED_DOCUMENT",
    });
    expect(await billsOf(at, number)).toEqual([]);
  });

  it("with a cash discount shows it on the bill", async () => {
    const at = world();
    const number = `INV-${at.control()}`;
    const terms = ["ITD*08*3*2**10", "ITD*05*3*****45"];
    expect(await bill(at, await order(at), number, terms)).toMatchObject({ state: "done" });
    const [made] = await billsOf(at, number);
    expect(made).toMatchObject({ amount_total: 94, invoice_date_due: "2027-01-04" });
    const said = await at.odoo.searchRead<{ body: string }>(
      "mail.message",
      [
        ["model", "=", "account.move"],
        ["res_id", "=", made?.id],
      ],
      ["body"],
    );
    expect(said.map(({ body }) => body).join(" ")).toContain("(1.88 USD) if paid by 11/30/2026");
  });

  it.each([
    ["a bill-back", "SAC*A*A530***450*******01***Bill back"],
    ["a charge that the supplier pays", "SAC*C*D240***1250*******05***Freight"],
    ["a tax for information", "TXI*ST*3.33*8****O"],
  ])("with %s is billed without it", async (_what, segment) => {
    const at = world();
    const number = `INV-${at.control()}`;
    // In an 810, taxes precede charges, and both follow the total.
    expect(await bill(at, await order(at), number, [], "", [segment])).toMatchObject({ state: "done" });
    expect(await billsOf(at, number)).toMatchObject([{ amount_total: 94 }]);
  });
});
