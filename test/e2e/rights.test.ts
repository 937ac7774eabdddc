import { beforeAll, describe, expect, inject, it } from "vitest";
import { eventually } from "../../dev/clients/eventually.ts";
import { type PlacedOrder, placeOrder } from "../../dev/clients/purchasing.ts";
import { compact, dayFromNow } from "../support/days.ts";
import { onlyMessage, type World, world } from "../support/world.ts";
import { orderResponse } from "../support/x12-text.ts";

const supplier = "Harbor Medical Supply";
const promised = dayFromNow(4);

/** A person of a role, who calls Odoo over HTTP. */
type Person = {
  readonly id: number;
  call<T = unknown>(model: string, method: string, args?: readonly unknown[], named?: object): Promise<T>;
};
type Row = { readonly id: number; readonly state: string; readonly reason_code: string | false };

const roles = {
  viewer: ["suture.group_user", "purchase.group_purchase_user"],
  keeper: ["suture.group_operator", "stock.group_stock_user"],
  accountant: ["suture.group_operator", "account.group_account_invoice"],
  buyer: ["suture.group_operator", "purchase.group_purchase_user"],
  chief: ["suture.group_operator", "purchase.group_purchase_manager"],
  limited: ["suture.group_operator", "purchase.group_purchase_user"],
  manager: ["suture.group_manager"],
} as const;
type Role = keyof typeof roles;

function asPerson(id: number, login: string, password: string): Person {
  const { url, database } = inject("environment").odoo;
  return {
    id,
    call: async <T>(model: string, method: string, args: readonly unknown[] = [], named = {}) => {
      const params = {
        service: "object",
        method: "execute_kw",
        args: [database, id, password, model, method, args, named],
      };
      const response = await fetch(`${url}/jsonrpc`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ jsonrpc: "2.0", method: "call", params }),
      });
      const answer = (await response.json()) as {
        result: T;
        error?: { data: { name: string; message: string } };
      };
      if (answer.error) throw new Error(`${login}: ${answer.error.data.name}: ${answer.error.data.message}`);
      return answer.result;
    },
  };
}

async function createPeople(at: World): Promise<Record<Role, Person>> {
  const names = [...new Set(["base.group_user", ...Object.values(roles).flat()])];
  const data = await at.odoo.searchRead<{ module: string; name: string; res_id: number }>(
    "ir.model.data",
    [["model", "=", "res.groups"]],
    ["module", "name", "res_id"],
    { limit: 1000 },
  );
  const ids = new Map(data.map(({ module, name, res_id }) => [`${module}.${name}`, res_id]));
  expect(names.every((name) => ids.has(name))).toBe(true);
  const flows = await at.odoo.searchRead<{ id: number }>(
    "suture.flow",
    [["code", "=", "vendor-invoice"]],
    ["id"],
  );
  const values = Object.entries(roles).map(([role, groups]) => {
    const login = `rights-${role}-${at.control()}`;
    return {
      name: login,
      login,
      password: login,
      group_ids: [[6, 0, ["base.group_user", ...groups].map((name) => ids.get(name))]],
      ...(role === "limited" && { suture_flow_ids: [[6, 0, flows.map(({ id }) => id)]] }),
      ...(role === "buyer" && { suture_approval_limit: 20 }),
    };
  });
  const created = await at.odoo.call<number[]>("res.users", "create", { vals_list: values });
  const people = values.map(({ login }, index) => asPerson(created[index] ?? 0, login, login));
  return Object.fromEntries(Object.keys(roles).map((role, index) => [role, people[index]])) as Record<
    Role,
    Person
  >;
}

/** Places an order of 10 boxes, and posts a response that confirms it with 14.00 instead of 9.40. */
async function priced(at: World) {
  const order = await placeOrder(at.odoo, { supplier, lines: [{ item: "NF-1001", quantity: 10 }] });
  const line = {
    line: 1,
    quantity: 10,
    price: 14,
    item: "HM-10040",
    answers: [["IP", "10", "BX", "067", compact(promised)]],
  };
  const message = onlyMessage(await at.post(orderResponse(order.name, [line], { control: at.control() })));
  await at.settled(message, "attention");
  return { order, message, row: await rowIn(at, message, "attention", "PRICE_VARIANCE") };
}

const rowIn = (at: World, message: string, state: string, reason: string | false): Promise<Row> =>
  eventually(`the exchange is ${state}, ${reason}`, async () => {
    const fields = ["state", "reason_code"];
    const [row] = await at.odoo.searchRead<Row>("suture.exchange", [["message_id", "=", message]], fields);
    return row?.state === state && row.reason_code === reason && row;
  });

/** Opens the window *Accept* and requests its preview, unless it is not wanted. Returns the function that accepts. */
async function openAccept(
  person: Person,
  row: Row,
  { preview = true } = {},
): Promise<() => Promise<unknown>> {
  const [window] = await person.call<number[]>("suture.exchange.accept", "create", [
    [{ exchange_id: row.id }],
  ]);
  if (preview) {
    await person.call("suture.exchange.accept", "action_preview", [[window]]);
    await eventually("the preview is there", async () => {
      const [seen] = await person.call<{ preview: object | false }[]>("suture.exchange", "read", [
        [row.id],
        ["preview"],
      ]);
      return seen?.preview;
    });
  }
  return () => person.call("suture.exchange.accept", "action_accept", [[window]]);
}

const accept = async (person: Person, row: Row) => (await openAccept(person, row, { preview: false }))();

async function priceOf({ odoo }: World, order: PlacedOrder): Promise<number | undefined> {
  const domain = [["order_id", "=", order.id]];
  const [line] = await odoo.searchRead<{ price_unit: number }>("purchase.order.line", domain, ["price_unit"]);
  return line?.price_unit;
}

describe("rights follow the person who decides", () => {
  let at: World;
  let people: Record<Role, Person>;
  beforeAll(async () => {
    at = world();
    people = await createPeople(at);
  });

  it("refuses what a storekeeper, a viewer and a limited operator may not do; two buyers may", async () => {
    const { viewer, keeper, limited, buyer, chief, manager } = people;
    const { order, message, row } = await priced(at);

    await expect(accept(viewer, row)).rejects.toThrow(/AccessError/);
    expect(await limited.call("suture.exchange", "search", [[["id", "=", row.id]]])).toEqual([]);
    await expect(limited.call("suture.exchange", "action_try_again", [[row.id]])).rejects.toThrow(
      /AccessError/,
    );
    // With a preview, the storekeeper is refused at once; without one, when the document is applied.
    const acceptSeen = await openAccept(keeper, row);
    await expect(acceptSeen()).rejects.toThrow(/Purchase Order Line.*Purchase/s);
    await keeper.call("suture.exchange", "action_forget_preview", [[row.id]]);
    await accept(keeper, row);
    await rowIn(at, message, "attention", "ACCESS_MISSING");
    // Neither may an administrator of the integration who has no rights in Purchase.
    await manager.call("suture.exchange", "action_try_again", [[row.id]]);
    await eventually("the administrator's decision is refused", async () => {
      const [latest] = await manager.call<{ user_id: [number, string]; state: string }[]>(
        "suture.exchange.decision",
        "search_read",
        [[["exchange_id", "=", row.id]], ["user_id", "state"]],
        { limit: 1 },
      );
      return latest?.user_id[0] === manager.id && latest.state === "refused";
    });
    const refused = await rowIn(at, message, "attention", "ACCESS_MISSING");
    expect(await priceOf(at, order)).toBe(9.4);

    // The decision and the preview cannot be made up.
    const made = { exchange_id: row.id, company_id: 1, user_id: buyer.id, event: "accept" };
    const [decision] = await keeper.call<number[]>("suture.exchange.decision", "search", [
      [["exchange_id", "=", row.id]],
    ]);
    const attempts: [string, string, unknown[]][] = [
      ["suture.exchange.decision", "create", [[made]]],
      ["suture.exchange.decision", "write", [[decision], { user_id: buyer.id }]],
      ["suture.exchange.decision", "unlink", [[decision]]],
      ["suture.exchange.preview", "create", [[{ exchange_id: row.id, user_id: keeper.id, data: {} }]]],
      ["suture.exchange", "write", [[row.id], { state: "queued" }]],
      ["suture.exchange", "_command", [[row.id], "replay", {}]],
      ["suture.gateway", "apply", [[]]],
      ["res.users", "write", [[keeper.id], { suture_approval_limit: 1_000_000 }]],
    ];
    for (const [model, method, args] of attempts)
      await expect(keeper.call(model, method, args), `${model}.${method}`).rejects.toThrow(
        /AccessError|Private/,
      );

    // The buyer may, but 46.00 is more than the limit of 20.00.
    await buyer.call("suture.exchange", "action_try_again", [[refused.id]]);
    await rowIn(at, message, "staged", "APPROVAL_REQUIRED");
    await expect(buyer.call("suture.exchange", "action_approve", [[row.id]])).rejects.toThrow(/your own/);
    await expect(viewer.call("suture.exchange", "action_approve", [[row.id]])).rejects.toThrow(/AccessError/);
    await chief.call("suture.exchange", "action_approve", [[row.id]]);
    await at.settled(message, "done");
    expect(await priceOf(at, order)).toBe(14);
  });

  it("applies nothing if the order was changed after the preview", async () => {
    const { accountant, chief } = people;
    const { order, message, row } = await priced(at);
    const acceptSeen = await openAccept(chief, row);
    const [line] = await at.odoo.searchRead<{ id: number }>(
      "purchase.order.line",
      [["order_id", "=", order.id]],
      ["id"],
    );
    // The accepted price still differs as it did, but the order has another date than the one that was sent.
    const vals = { date_planned: `${dayFromNow(5)} 12:00:00` };
    await at.odoo.call("purchase.order.line", "write", { ids: [line?.id], vals });
    await acceptSeen();
    await rowIn(at, message, "attention", "ORDER_CHANGED");
    expect(await priceOf(at, order)).toBe(9.4);

    // To dismiss it changes nothing in Odoo: whoever sees it may.
    const [reason] = await accountant.call<number[]>("suture.exchange.dismiss", "create", [
      [{ reason: "Agreed otherwise.", exchange_ids: [[6, 0, [row.id]]] }],
    ]);
    await accountant.call("suture.exchange.dismiss", "action_dismiss", [[reason]]);
    await at.settled(message, "dismissed");
  });
});
