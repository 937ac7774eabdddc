import { randomUUID } from "node:crypto";

/** An Odoo over JSON-2, with the keys of the administrator and of the sidecar's user. */
export type OdooKeys = {
  readonly url: string;
  readonly database: string;
  readonly admin: string;
  readonly gateway: string;
};

/** One call of JSON-2: the method's result. Throws with Odoo's own sentence when it refuses. */
async function call<Result>(odoo: OdooKeys, key: string, method: string, body: object): Promise<Result> {
  const response = await fetch(`${odoo.url}/json/2/${method}`, {
    method: "POST",
    headers: {
      authorization: `bearer ${key}`,
      "content-type": "application/json",
      "x-odoo-database": odoo.database,
    },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Result & { message?: string };
  if (!response.ok) throw new Error(`${method} answered ${response.status}: ${answer.message}`);
  return answer;
}

/** Creates a confirmed purchase order of a vendor without a connection. Returns ID and name. */
export async function confirmedOrder(odoo: OdooKeys): Promise<{ id: number; name: string }> {
  const create = async (model: string, values: object) =>
    (await call<number[]>(odoo, odoo.admin, `${model}/create`, { vals_list: [values] }))[0] as number;
  const partner = await create("res.partner", { name: `Supplier ${randomUUID()}` });
  const product = await create("product.product", { name: "Nitrile gloves M" });
  const line = { product_id: product, product_qty: 10, price_unit: 12.5 };
  const id = await create("purchase.order", { partner_id: partner, order_line: [[0, 0, line]] });
  await call(odoo, odoo.admin, "purchase.order/button_confirm", { ids: [id] });
  const rows = await call<{ id: number; name: string }[]>(odoo, odoo.admin, "purchase.order/read", {
    ids: [id],
    fields: ["name"],
  });
  return { id, name: rows[0]?.name ?? "" };
}

/** The moment so many seconds ago, as the sidecar writes it. */
export const secondsAgo = (seconds: number): string =>
  `${new Date(Date.now() - seconds * 1000).toISOString().slice(0, 19)}Z`;

/** Tells Odoo, as the sidecar does, about one exchange of the order; what is not given is that of an order sent. */
export async function reportExchange(
  odoo: OdooKeys,
  order: { id: number; name: string },
  given: object,
): Promise<void> {
  const exchange = {
    message_key: `test/${randomUUID()}`,
    revision: 1,
    message_id: randomUUID(),
    direction: "outbound",
    flow: "order-dispatch",
    connection: "edi-lakeshore",
    document_type: "Order",
    document_code: "850",
    document_number: order.name,
    state: "done",
    findings: [],
    changes: [],
    attempts: 1,
    received_at: secondsAgo(65),
    done_at: secondsAgo(60),
    acknowledgement: "none",
    trace_id: randomUUID().replaceAll("-", ""),
    payload: null,
    links: [{ model: "purchase.order", id: order.id }],
    ...given,
  };
  await call(odoo, odoo.gateway, "suture.gateway/report", { exchanges: [exchange] });
}

/** A buyer who has no group of the integration: may use purchase, may not see exchanges. */
export async function ordinaryBuyer(odoo: OdooKeys): Promise<{ login: string; password: string }> {
  const groups = await call<{ res_id: number }[]>(odoo, odoo.admin, "ir.model.data/search_read", {
    domain: [
      ["module", "=", "purchase"],
      ["name", "=", "group_purchase_user"],
    ],
    fields: ["res_id"],
  });
  const [login, password] = [`buyer-${randomUUID()}`, randomUUID()];
  const values = { name: "Mia Buyer", login, password, group_ids: [[4, groups[0]?.res_id]] };
  await call(odoo, odoo.admin, "res.users/create", { vals_list: [values] });
  return { login, password };
}
