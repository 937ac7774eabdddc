import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { eventually } from "../../dev/clients/eventually.ts";
import { placeOrder } from "../../dev/clients/purchasing.ts";
import { startOdoo, stopOdoo, WORKING_DATABASE } from "../../dev/environment/odoo.ts";
import { postgresUrl } from "../../dev/environment/postgres.ts";
import { startRabbitmq, stopRabbitmq } from "../../dev/environment/rabbitmq.ts";
import { killSidecar, startSidecar } from "../../dev/environment/sidecar.ts";
import { onlyMessage, type World, world } from "../support/world.ts";
import { invoice, orderResponse } from "../support/x12-text.ts";

const supplier = "Harbor Medical Supply";
const line = { line: 1, quantity: 5, price: 9.4, item: "HM-10040" };

async function answersTo({ odoo, control }: World, count: number) {
  const files = [];
  for (let index = 0; index < count; index += 1) {
    const order = await placeOrder(odoo, { supplier, lines: [{ item: "NF-1001", quantity: 5 }] });
    const answers = [["IQ", "4", "BX"]];
    files.push({ order, file: orderResponse(order.name, [{ ...line, answers }], { control: control() }) });
  }
  return files;
}

async function quantities({ odoo }: World, orders: readonly number[]) {
  const lines = await odoo.searchRead<{ product_qty: number }>(
    "purchase.order.line",
    [["order_id", "in", orders]],
    ["product_qty"],
  );
  return lines.map((one) => one.product_qty);
}

describe("during an outage", () => {
  afterAll(async () => {
    const { place } = world();
    await startRabbitmq(place);
    await startOdoo(place);
    await startSidecar(place);
  });

  it("of Odoo, files are accepted, wait with the time of the next attempt, and are applied automatically", async () => {
    const here = world();
    const { place, post, sidecar, settled } = here;
    const files = await answersTo(here, 3);
    await stopOdoo(place);
    const posted = [];
    for (const { file } of files) posted.push(await post(file));
    expect(posted.map((answer) => answer.status)).toEqual([202, 202, 202]);
    for (const answer of posted) {
      const [document] = (await settled(onlyMessage(answer), "waiting")).documents;
      expect(document?.reasonCode).toBe("ODOO_UNAVAILABLE");
      expect(Date.parse(document?.nextAttemptAt ?? "")).toBeGreaterThan(Date.now() - 60_000);
    }
    await eventually("Odoo is seen as down, and the sidecar as ready all the same", async () => {
      const ready = await sidecar.operator<{ status: string; parts: { odoo: { state: string } } }>(
        "GET",
        "/readyz",
      );
      return (
        ready.status === 200 && ready.body.status === "degraded" && ready.body.parts.odoo.state === "down"
      );
    });
    await startOdoo(place);
    for (const answer of posted) await settled(onlyMessage(answer), "done");
    expect(
      await quantities(
        here,
        files.map(({ order }) => order.id),
      ),
    ).toEqual([4, 4, 4]);
  });

  it("of RabbitMQ, files are accepted, and are applied afterwards", async () => {
    const here = world();
    const { place, post, sidecar, settled } = here;
    const files = await answersTo(here, 3);
    await stopRabbitmq(place);
    const posted = [];
    for (const { file } of files) posted.push(await post(file));
    expect(posted.map((answer) => answer.status)).toEqual([202, 202, 202]);
    await eventually("the broker is seen as down", async () => {
      const ready = (await sidecar.operator<{ parts: { broker: { state: string } } }>("GET", "/readyz")).body;
      return ready.parts.broker.state === "down";
    });
    await startRabbitmq(place);
    for (const answer of posted) await settled(onlyMessage(answer), "done");
    expect(
      await quantities(
        here,
        files.map(({ order }) => order.id),
      ),
    ).toEqual([4, 4, 4]);
  });

  it("of four orders locked in Odoo, only their order responses wait", async () => {
    const here = world();
    const { place, post, settled } = here;
    const files = await answersTo(here, 8);
    const [locked, free] = [files.slice(0, 4), files.slice(4)];
    const client = new pg.Client({ connectionString: postgresUrl(place, WORKING_DATABASE, "postgres") });
    await client.connect();
    try {
      await client.query("begin");
      await client.query("select id from purchase_order where id = any($1) for update", [
        locked.map(({ order }) => order.id),
      ]);
      const waiting = [];
      for (const { file } of locked) waiting.push(await post(file));
      for (const { file } of free) await settled(onlyMessage(await post(file)), "done");
      for (const answer of waiting) {
        const [document] = (await settled(onlyMessage(answer), "waiting")).documents;
        expect(document?.reasonCode).toBe("CONFLICT");
      }
      await client.query("rollback");
      for (const answer of waiting) await settled(onlyMessage(answer), "done");
    } finally {
      await client.end();
    }
  });

  it("of the sidecar, killed repeatedly, every file answered with 202 is applied exactly once", async () => {
    const here = world();
    const { odoo, place, post, control, settled } = here;
    // The sidecar is killed twice, and started again two files later. `npm run chaos -- 1` does so more often.
    const [FILES, UNANSWERED] = [60, 4];
    // Several orders: bills of one order are created one after the other, each more slowly than the one before.
    const orders = await Promise.all(
      Array.from({ length: 8 }, () =>
        placeOrder(odoo, { supplier, lines: [{ item: "NF-1001", quantity: 1000 }] }),
      ),
    );
    const prefix = `KILL-${control()}`;
    const taken: string[] = [];
    for (let index = 0; index < FILES; index += 1) {
      const order = orders[index % orders.length]?.name ?? "";
      const file = invoice(`${prefix}-${index}`, order, [{ ...line, quantity: 1 }], 940, {
        control: control(),
      });
      if (index % 30 === 7) await killSidecar(place);
      if (index % 30 === 9) await startSidecar(place);
      const answer = await post(file).catch(() => null);
      if (answer?.status === 202) taken.push(onlyMessage(answer));
      else expect(answer).toBeNull();
    }
    expect(taken).toHaveLength(FILES - UNANSWERED);
    for (const id of taken) await settled(id, "done");
    const bills = await odoo.searchRead<{ ref: string }>(
      "account.move",
      [["ref", "like", `${prefix}-`]],
      ["ref"],
      { limit: 400 },
    );
    expect(bills).toHaveLength(FILES - UNANSWERED);
    expect(new Set(bills.map((bill) => bill.ref)).size).toBe(FILES - UNANSWERED);
  });
});
