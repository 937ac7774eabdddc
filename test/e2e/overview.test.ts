import { describe, expect, it } from "vitest";
import { eventually } from "../../dev/clients/eventually.ts";
import { placeOrder } from "../../dev/clients/purchasing.ts";
import { portOf } from "../../dev/environment/ports.ts";
import { type World, world } from "../support/world.ts";
import { orderResponse } from "../support/x12-text.ts";

const supplier = "Harbor Medical Supply";

type Health = {
  readonly sidecars: readonly {
    readonly instance: string;
    readonly silent: boolean;
    readonly parts: Record<string, boolean>;
    readonly lanes: readonly { readonly lane: string; readonly queued: number | null }[];
    readonly breakers: readonly { readonly target: string; readonly state: string }[];
    readonly dead_letters: number | null;
  }[];
  readonly connections: readonly { readonly code: string; readonly last_contact_at: string | null }[];
  readonly keys: readonly { readonly days_left: number | null }[];
};
type Orders = {
  readonly unanswered: { readonly count: number; readonly domain: readonly unknown[] };
  readonly suppliers: readonly {
    readonly name: string;
    readonly orders: number;
    readonly answered: number;
    readonly fill_rate: number | null;
  }[];
};

const section = async <Data>({ odoo }: World, name: string): Promise<Data> =>
  (await odoo.call<{ data: Data }>("suture.overview", "get_overview", { section: name })).data;

describe("the overview", () => {
  it("shows the health that the sidecar reported", async () => {
    const here = world();
    const port = portOf(here.place, "sidecar");
    // It first reports while it starts, and again when its parts are up.
    const sidecar = await eventually("the sidecar has told that it is up", async () => {
      const { sidecars } = await section<Health>(here, "health");
      const own = sidecars.find(({ instance, silent }) => instance.endsWith(`:${port}`) && !silent);
      return own && Object.values(own.parts).every((isUp) => isUp) ? own : null;
    });
    expect(sidecar.parts).toEqual({
      journal: true,
      broker: true,
      odoo: true,
      configuration: true,
      clock: true,
    });
    expect(sidecar.lanes.map(({ lane }) => lane)).toEqual([
      "decode",
      "critical",
      "standard",
      "bulk",
      "contended",
    ]);
    for (const { queued } of sidecar.lanes) expect(queued).toBeGreaterThanOrEqual(0);
    expect(sidecar.dead_letters).toBeGreaterThanOrEqual(0);
    expect(sidecar.breakers).toContainEqual(expect.objectContaining({ target: "odoo", state: "closed" }));
  });

  it("shows when each connection was last requested, and how long the sidecar's key is valid", async () => {
    const here = world();
    const { connections, keys } = await section<Health>(here, "health");
    const harbor = connections.find(({ code }) => code === "edi-harbor");
    expect(Date.parse(harbor?.last_contact_at ?? "")).toBeGreaterThan(0);
    expect(keys.length).toBeGreaterThan(0);
    // The one without an end, or one that a test rotated to; ended ones of earlier runs may be there too.
    expect(keys.some(({ days_left }) => days_left === null || days_left > 0)).toBe(true);
  });

  it("counts an order as unanswered until its answer arrives, and then its fill rate", async () => {
    const here = world();
    const order = await placeOrder(here.odoo, { supplier, lines: [{ item: "NF-1001", quantity: 8 }] });
    const unanswered = async () => {
      const { domain } = (await section<Orders>(here, "orders")).unanswered;
      const found = await here.odoo.searchRead<{ id: number }>("purchase.order", domain, ["id"]);
      return found.some(({ id }) => id === order.id);
    };
    await eventually(`${order.name} waits for its answer`, unanswered);
    const before = await harborOf(here);
    const line = { line: 1, quantity: 8, price: 9.4, item: "HM-10040", answers: [["IQ", "6", "BX"]] };
    await here.post(orderResponse(order.name, [line], { control: here.control() }));
    await eventually(`${order.name} is answered`, async () => !(await unanswered()));
    const after = await harborOf(here);
    expect(after.orders).toBe(before.orders);
    expect(after.answered).toBe(before.answered + 1);
    expect(after.fill_rate).toBeLessThan(1);
  });
});

async function harborOf(here: World) {
  const { suppliers } = await section<Orders>(here, "orders");
  const harbor = suppliers.find(({ name }) => name === supplier);
  if (!harbor) throw new Error(`${supplier} is not told of`);
  return harbor;
}
