import { describe, expect, inject, it } from "vitest";
import { eventually } from "../../dev/clients/eventually.ts";
import { placeOrder } from "../../dev/clients/purchasing.ts";
import { onlyMessage, type World, world } from "../support/world.ts";
import { orderResponse } from "../support/x12-text.ts";

type Tried = {
  readonly state: string;
  readonly answer: {
    readonly outcome: string;
    readonly reason?: string;
    readonly sample?: { readonly text: string } | null;
    readonly messages: readonly {
      readonly problem: { readonly reason_code: string } | null;
      readonly envelope: readonly { readonly what: string; readonly fits: boolean }[];
      readonly documents: readonly {
        readonly code: string;
        readonly preview: { readonly outcome: string; readonly reason_code?: string };
        readonly sections: readonly { readonly title: string }[];
      }[];
    }[];
  };
};

const NAME = "Wizard Supplies";

/** Creates a connection as the wizard does, with the calls of each button. */
async function throughTheWizard({ odoo, control }: World, sender: string) {
  const [partner] = await odoo.call<number[]>("res.partner", "create", {
    vals_list: [{ name: `${NAME} ${control()}`, is_company: true }],
  });
  const code = `edi-wizard-${control()}`;
  const [id] = await odoo.call<number[]>("suture.connection", "create", {
    vals_list: [{ is_draft: true, active: false, kind: "edi", partner_id: partner, name: NAME, code }],
    context: { default_is_draft: true, default_active: false },
  });
  if (id === undefined || partner === undefined) throw new Error("no connection was made");
  const press = (button: string) => odoo.call("suture.connection", button, { ids: [id] });
  const enter = (vals: object) => odoo.call("suture.connection", "write", { ids: [id], vals });
  await press("action_setup_next");
  await press("action_setup_next");
  await enter({ route_transport: "folder" });
  await press("action_setup_next");
  await enter({ envelope_identifiers: { us: { id: "NORTHFIELD" }, partner: { id: sender } } });
  await press("action_setup_next");
  return { id, code, partner, press, enter };
}

async function tried({ odoo }: World, id: number): Promise<Tried["answer"]> {
  const { answer } = await eventually("the sidecar has answered", async () => {
    const trial = await odoo.call<Tried>("suture.connection", "get_rehearsal", { ids: [id] });
    return trial.state === "answered" ? trial : null;
  });
  return answer;
}

const rehearse = async (here: World, id: number, text: string) => {
  const content = Buffer.from(text, "latin1").toString("base64");
  await here.odoo.call("suture.connection", "rehearse", {
    ids: [id],
    content_base64: content,
    name: "855.x12",
  });
  return tried(here, id);
};

describe("the wizard, from an empty form to a vendor whose answer changes an order", () => {
  it("processes a test file before go-live; then the order is sent and answered", async () => {
    const here = world();
    const { odoo, sidecar, control } = here;
    const sender = `WIZ${control()}`;
    const connection = await throughTheWizard(here, sender);
    const item = await newItem(odoo, `WZ-${sender}`);
    const [partner] = await odoo.searchRead<{ name: string }>(
      "res.partner",
      [["id", "=", connection.partner]],
      ["name"],
    );
    await odoo.call("product.supplierinfo", "create", {
      vals_list: [
        {
          partner_id: connection.partner,
          product_tmpl_id: item.template,
          product_code: "WZ-1",
          price: 4,
        },
      ],
    });

    const [order] = await odoo.call<number[]>("purchase.order", "create", {
      vals_list: [
        {
          partner_id: connection.partner,
          order_line: [[0, 0, { product_id: item.id, product_qty: 5, price_unit: 4 }]],
        },
      ],
    });
    await odoo.call("suture.connection", "show_sample", { ids: [connection.id], order_id: order });
    const sample = await tried(here, connection.id);
    expect(sample).toMatchObject({ outcome: "sample" });
    expect(sample.sample?.text).toContain(`*${sender}`.padEnd(16, " "));
    expect(sample.sample?.text).toMatch(/BEG\*00\*NE\*P/);

    const foreign = await rehearse(
      here,
      connection.id,
      orderResponse("P0", [], { control: control(), sender: "SOMEBODY", usage: "T" }),
    );
    expect(foreign.messages[0]?.problem?.reason_code).toBe("UNKNOWN_PARTNER");
    expect(foreign.messages[0]?.envelope.map(({ what, fits }) => [what, fits])).toEqual([
      ["sender", false],
      ["receiver", true],
      ["environment", true],
    ]);

    const own = await rehearse(
      here,
      connection.id,
      orderResponse("P0", [], { control: control(), sender, usage: "T" }),
    );
    expect(own.messages[0]?.problem).toBeNull();
    expect(own.messages[0]?.documents).toMatchObject([
      { code: "855", preview: { outcome: "exception", reason_code: "UNKNOWN_ORDER" } },
    ]);
    expect(own.messages[0]?.documents[0]?.sections.length).toBeGreaterThan(0);
    expect(await rehearse(here, connection.id, "\0\0 no file \xff")).toMatchObject({ outcome: "unreadable" });
    await nothingKept(here, connection.code);

    const { key } = await eventually("a key can be made for it", async () => {
      const answer = await sidecar.operator<{ key: string }>(
        "POST",
        `/v1/connections/${connection.code}/keys`,
        {},
      );
      return answer.status === 201 ? answer.body : null;
    });
    const early = await sidecar.post(
      connection.code,
      key,
      orderResponse("P0", [], { control: control(), sender }),
    );
    expect(early.status).not.toBe(202);

    await connection.press("action_go_live");
    const placed = await placeOrder(odoo, {
      supplier: partner?.name ?? "",
      lines: [{ item: item.code, quantity: 5, price: 4 }],
    });
    await eventually("the order has gone out", async () => {
      const [sent] = await odoo.searchRead<{ state: string }>(
        "suture.exchange",
        [
          ["res_id", "=", placed.id],
          ["direction", "=", "outbound"],
        ],
        ["state"],
      );
      return sent?.state === "done";
    });
    const line = {
      line: 1,
      quantity: 5,
      unit: "EA",
      price: 4,
      item: "WZ-1",
      answers: [["IA", "5", "EA"]],
    } as const;
    const answer = await sidecar.post(
      connection.code,
      key,
      orderResponse(placed.name, [line], { control: control(), sender }),
    );
    const message = await here.settled(onlyMessage(answer), "done", "attention");
    expect(message.documents).toMatchObject([{ state: "done" }]);
    const [answered] = await odoo.searchRead<{ partner_ref: string }>(
      "purchase.order",
      [["id", "=", placed.id]],
      ["partner_ref"],
    );
    expect(answered?.partner_ref).toBe(`SO-${placed.name}`);
  });
});

/** An item of this test alone: a vendor more for one of the hospital's would change whom others order from. */
async function newItem(odoo: World["odoo"], code: string) {
  const [id = 0] = await odoo.call<number[]>("product.product", "create", {
    vals_list: [{ name: "Item of a new supplier", default_code: code, type: "consu", is_storable: true }],
  });
  const [product] = await odoo.searchRead<{ product_tmpl_id: [number, string] }>(
    "product.product",
    [["id", "=", id]],
    ["product_tmpl_id"],
  );
  return { id, code, template: product?.product_tmpl_id[0] };
}

/** What was only tried is no message in the journal, and its bytes are gone from Odoo's outbox. */
async function nothingKept({ odoo }: World, code: string): Promise<void> {
  const { url, operatorToken } = inject("environment").sidecar;
  const found = await fetch(`${url}/v1/messages?connection=${code}`, {
    headers: { authorization: `Bearer ${operatorToken}` },
  });
  expect(await found.json()).toMatchObject({ messages: [] });
  const rows = await eventually("the outbox is settled", async () => {
    const all = await odoo.searchRead<{ state: string; arguments: { content_base64?: string | null } }>(
      "suture.outbox",
      [["event", "=", "rehearse"]],
      ["state", "arguments"],
    );
    return all.every(({ state }) => state !== "pending") ? all : null;
  });
  expect(rows.map((row) => row.arguments.content_base64 ?? null)).toEqual(rows.map(() => null));
}
