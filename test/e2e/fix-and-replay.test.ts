import { describe, expect, it } from "vitest";
import { eventually } from "../../dev/clients/eventually.ts";
import { type PlacedOrder, placeOrder } from "../../dev/clients/purchasing.ts";
import { compact, dayFromNow } from "../support/days.ts";
import { onlyMessage, type World, world } from "../support/world.ts";
import { orderResponse } from "../support/x12-text.ts";

const supplier = "Harbor Medical Supply";
const gloves = { item: "NF-1001", price: 9.4 };

type Action = { readonly res_model: string; readonly res_id: number };
type Exchange = {
  readonly id: number;
  readonly state: string;
  readonly unknown_ids: number[];
  readonly preview: { readonly outcome: string; readonly changes?: readonly object[] } | false;
};

/** A day later than orders ask for. */
const promised = dayFromNow(4);

const answer = (order: PlacedOrder, item: string, control: number, price = gloves.price) =>
  orderResponse(
    order.name,
    [{ line: 1, quantity: 10, price, item, answers: [["IQ", "8", "BX", "067", compact(promised)]] }],
    { control },
  );

async function answered(at: World, item: string, price = gloves.price) {
  const order = await placeOrder(at.odoo, { supplier, lines: [{ item: gloves.item, quantity: 10 }] });
  const message = onlyMessage(await at.post(answer(order, item, at.control(), price)));
  await at.settled(message, "attention");
  return { order, message, exchange: await exchangeOf(at, message, "attention") };
}

/** The exchange of a message in Odoo, once it is there in that state. */
const exchangeOf = (at: World, message: string, state: string): Promise<Exchange> =>
  eventually(`the exchange is ${state}`, async () => {
    const fields = ["state", "unknown_ids", "preview"];
    const [row] = await at.odoo.searchRead<Exchange>(
      "suture.exchange",
      [["message_id", "=", message]],
      fields,
    );
    return row?.state === state && row;
  });

async function lineOf({ odoo }: World, order: PlacedOrder) {
  const [line] = await odoo.searchRead<{ product_qty: number; price_unit: number }>(
    "purchase.order.line",
    [["order_id", "=", order.id]],
    ["product_qty", "price_unit"],
  );
  return line;
}

const statusOf = async ({ sidecar }: World, message: string) =>
  (await sidecar.operator<{ status: string }>("GET", `/v1/messages/${message}`)).body.status;

describe("an unknown item in two order responses", () => {
  it("is mapped once in Odoo; both order responses are applied, and so is the next one", async () => {
    const at = world();
    const item = `HM-NEW-${at.control()}`;
    const first = await answered(at, item);
    const second = await answered(at, item);
    const [unknown] = first.exchange.unknown_ids;
    const opened = await at.odoo.call<Action>("suture.exchange.unknown", "action_map", { ids: [unknown] });

    // Records on the order are suggested first.
    const [suggestion] = await at.odoo.searchRead<{ id: number; name: string; reason: string }>(
      "suture.exchange.map.suggestion",
      [["map_id", "=", opened.res_id]],
      ["name", "reason"],
    );
    expect(suggestion).toMatchObject({
      name: expect.stringContaining(gloves.item),
      reason: expect.stringContaining(first.order.name),
    });
    await at.odoo.call("suture.exchange.map.suggestion", "action_choose", { ids: [suggestion?.id] });
    const [window] = await at.odoo.searchRead<{ waiting_ids: number[] }>(
      "suture.exchange.map",
      [["id", "=", opened.res_id]],
      ["waiting_ids"],
    );
    expect(window?.waiting_ids.toSorted()).toEqual([first.exchange.id, second.exchange.id].toSorted());

    await at.odoo.call("suture.exchange.map", "action_try_all", { ids: [opened.res_id] });
    for (const { message, order } of [first, second]) {
      await at.settled(message, "done");
      expect(await statusOf(at, message)).toBe("done");
      expect(await lineOf(at, order)).toMatchObject({ product_qty: 8 });
      expect((await exchangeOf(at, message, "done")).unknown_ids).toEqual([]);
    }
    const third = await placeOrder(at.odoo, { supplier, lines: [{ item: gloves.item, quantity: 10 }] });
    await at.settled(onlyMessage(await at.post(answer(third, item, at.control()))), "done");
    expect(await lineOf(at, third)).toMatchObject({ product_qty: 8 });

    // A document was applied with the mapping: it can no longer be undone.
    await expect(
      at.odoo.call("suture.exchange.map", "action_undo", { ids: [opened.res_id] }),
    ).rejects.toThrow(/applied since then/);
  });
});

describe("a price beyond the tolerance", () => {
  it("is previewed, accepted by a person and applied; the person is recorded", async () => {
    const at = world();
    const { order, message, exchange } = await answered(at, "HM-10040", 14);
    const opened = await at.odoo.call<Action>("suture.exchange", "action_ask_accept", { ids: [exchange.id] });
    await at.odoo.call("suture.exchange.accept", "action_preview", { ids: [opened.res_id] });
    const seen = await eventually("the preview is there", async () => {
      const { preview } = await exchangeOf(at, message, "attention");
      return preview && preview;
    });
    expect(seen.outcome).toBe("would-apply");
    expect(seen.changes).toContainEqual(expect.objectContaining({ field: "price_unit", from: 9.4, to: 14 }));
    expect(await lineOf(at, order)).toMatchObject({ product_qty: 10, price_unit: 9.4 });

    await at.odoo.call("suture.exchange.accept", "action_accept", { ids: [opened.res_id] });
    const { documents } = await at.settled(message, "done");
    expect(await lineOf(at, order)).toMatchObject({ product_qty: 8, price_unit: 14 });
    const { body } = await at.sidecar.operator<{ steps: { name: string; detail: string }[] }>(
      "GET",
      `/v1/documents/${documents[0]?.id}`,
    );
    expect(body.steps.find(({ name }) => name === "accepted")?.detail).toMatch(/14\.00 instead of 9\.40/);
  });
});

describe("a dismissal", () => {
  it("is undone: the document becomes an exception again, and can be corrected and applied", async () => {
    const at = world();
    const item = `HM-LOST-${at.control()}`;
    const { order, message, exchange } = await answered(at, item);
    const reason = { reason: "By mistake.", exchange_ids: [[6, 0, [exchange.id]]] };
    const [window] = await at.odoo.call<number[]>("suture.exchange.dismiss", "create", {
      vals_list: [reason],
    });
    await at.odoo.call("suture.exchange.dismiss", "action_dismiss", { ids: [window] });
    await at.settled(message, "dismissed");
    await at.odoo.call("suture.exchange", "action_undo_dismiss", { ids: [exchange.id] });
    await at.settled(message, "attention");
    await exchangeOf(at, message, "attention");

    const pointer = "/lines/0/item/ids/0/id";
    await at.odoo.call("suture.exchange", "correct_fields", {
      ids: [exchange.id],
      changes: [{ pointer, from: item, to: "HM-10040" }],
      reason: "Mistyped.",
    });
    await at.settled(message, "done");
    expect(await lineOf(at, order)).toMatchObject({ product_qty: 8 });
  });
});

describe("a later order response to the same lines", () => {
  it("is released and applied; the earlier exception is closed with its reason, and can be reopened", async () => {
    const at = world();
    const { order, message, exchange } = await answered(at, "HM-10040", 14);
    const later = onlyMessage(await at.post(answer(order, "HM-10040", at.control())));
    await at.settled(later, "done");
    expect(await lineOf(at, order)).toMatchObject({ product_qty: 8, price_unit: gloves.price });

    // Both sides agree that the earlier one is closed, and why.
    const { documents } = await at.settled(message, "dismissed");
    const { body } = await at.sidecar.operator<{ note: string }>("GET", `/v1/documents/${documents[0]?.id}`);
    expect(body.note).toMatch(/^Closed automatically: a later response to the same order was applied/);
    await exchangeOf(at, message, "dismissed");
    const activities = [["suture_exchange_id", "=", exchange.id]];
    expect(await at.odoo.searchRead("mail.activity", activities, ["id"])).toEqual([]);

    await at.odoo.call("suture.exchange", "action_undo_dismiss", { ids: [exchange.id] });
    await at.settled(message, "attention");
    await eventually("the owner is told again", async () => {
      const found = await at.odoo.searchRead("mail.activity", activities, ["user_id"]);
      return found.length === 1;
    });
  });
});
