import { describe, expect, it } from "vitest";
import { eventually } from "../../dev/clients/eventually.ts";
import { placeOrder } from "../../dev/clients/purchasing.ts";
import { onlyMessage, world } from "../support/world.ts";
import { invoice, orderResponse } from "../support/x12-text.ts";

const supplier = "Harbor Medical Supply";

describe("a repeated message", () => {
  it("is applied once after ten deliveries, five of them concurrent", async () => {
    const { odoo, sidecar, post, settled, control } = world();
    const order = await placeOrder(odoo, { supplier, lines: [{ item: "NF-1001", quantity: 6 }] });
    const number = `INV-${control()}`;
    const file = invoice(number, order.name, [{ line: 1, quantity: 6, price: 9.4, item: "HM-10040" }], 5640, {
      control: control(),
    });
    const atOnce = await Promise.all(Array.from({ length: 5 }, () => post(file)));
    const oneByOne = [];
    for (let index = 0; index < 5; index += 1) oneByOne.push(await post(file));
    const answers = [...atOnce, ...oneByOne];
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 10 }, () => 202));
    const statuses = answers.map((answer) => answer.body.messages[0]?.status);
    expect(statuses.filter((status) => status === "accepted")).toHaveLength(1);
    expect(statuses.filter((status) => status === "duplicate")).toHaveLength(9);
    const [id] = [...new Set(answers.map(onlyMessage))];
    await settled(id ?? "", "done");
    expect((await sidecar.message(id ?? "")).deliveries).toBe(10);
    expect(await odoo.searchRead("account.move", [["ref", "=", number]], ["id"])).toHaveLength(1);
  });

  it("with a known number and different content becomes an exception, and the sender gets TA1 025", async () => {
    const { odoo, sidecar, post, settled, control } = world();
    const number = control();
    const first = onlyMessage(await post(orderResponse(`P-NONE-${control()}`, [], { control: number })));
    await settled(first, "attention");
    const answer = await post(orderResponse(`P-NONE-${control()}`, [], { control: number }));
    expect([answer.status, answer.body.messages[0]?.status]).toEqual([202, "attention"]);
    const second = onlyMessage(answer);
    const message = await settled(second, "attention");
    expect(message.documents[0]?.reasonCode).toBe("DUPLICATE_CONTENT_DIFFERS");
    expect((await sidecar.acknowledgement(second)).body).toMatch(
      new RegExp(`TA1\\*${String(number).padStart(9, "0")}\\*\\d{6}\\*\\d{4}\\*R\\*025~`),
    );
    const shown = await eventually("Odoo shows the exchange", async () => {
      const rows = await odoo.searchRead<object>(
        "suture.exchange",
        [["message_id", "=", second]],
        ["reason_code", "state"],
      );
      return rows.length > 0 && rows;
    });
    expect(shown).toEqual([
      { id: expect.any(Number), reason_code: "DUPLICATE_CONTENT_DIFFERS", state: "attention" },
    ]);
  });

  it("becomes an exception when an invoice is repeated in a new interchange", async () => {
    const { odoo, post, settled, control } = world();
    const order = await placeOrder(odoo, { supplier, lines: [{ item: "NF-1001", quantity: 2 }] });
    const number = `INV-${control()}`;
    const lines = [{ line: 1, quantity: 2, price: 9.4, item: "HM-10040" }];
    await settled(
      onlyMessage(await post(invoice(number, order.name, lines, 1880, { control: control() }))),
      "done",
    );
    const again = await settled(
      onlyMessage(await post(invoice(number, order.name, lines, 1880, { control: control() }))),
      "attention",
    );
    expect(again.documents[0]?.reasonCode).toBe("INVOICE_DUPLICATE");
    expect(await odoo.searchRead("account.move", [["ref", "=", number]], ["id"])).toHaveLength(1);
  });
});
