import { setTimeout as pause } from "node:timers/promises";
import { eventually } from "../../dev/clients/eventually.ts";
import { type OdooClient, odooClient } from "../../dev/clients/odoo.ts";
import { draftOrder } from "../../dev/clients/purchasing.ts";
import type { Environment } from "../../dev/environment/environment.ts";
import type { Place } from "../../dev/environment/place.ts";
import { JOURNAL, query } from "../../dev/environment/postgres.ts";
import type { Stage } from "./odoo-side.ts";
import { publishAll } from "./rates.ts";
import { LINES_OF_REQUISITIONS, requisitionsBy } from "./scenarios.ts";

/** Milliseconds from the confirmation of an order in Odoo until the vendor has it, one figure per order. */
export type LaneFigures = {
  readonly alone: readonly number[];
  /** While a load is applied in its own lane. */
  readonly beside: readonly number[];
  /** Lines of the load. */
  readonly items: number;
  /** Documents of the load not yet in Odoo when the last order was sent: the load must have overlapped with all orders. */
  readonly left: number;
};

const CONNECTION = "bench-load";
const PAUSE_MS = 500;
const PATIENCE_SECONDS = 1800;

type World = { readonly place: Place; readonly environment: Environment; readonly stage: Stage };

/** Sends orders to a vendor on an idle system, and then while a load of this many items is applied in Odoo. */
export async function measureLanes(world: World, orders: number, items: number): Promise<LaneFigures> {
  const { place, environment, stage } = world;
  const odoo = odooClient(environment.odoo);
  const drafts = await draftOrders(odoo, 2 * orders);
  const alone = await sendAll(place, odoo, drafts.slice(0, orders));
  const messages = requisitionsBy(CONNECTION)(stage, Math.ceil(items / LINES_OF_REQUISITIONS));
  const before = await finished(place);
  const load = async () => (await finished(place)) - before;
  await publishAll(environment.rabbitmq.url, messages);
  await eventually("the load is being applied", async () => (await load()) > 0, PATIENCE_SECONDS);
  const beside = await sendAll(place, odoo, drafts.slice(orders));
  const left = messages.length - (await load());
  await eventually(
    "the load is in Odoo",
    async () => (await load()) >= messages.length,
    PATIENCE_SECONDS,
    1000,
  );
  return { alone, beside, items: messages.length * LINES_OF_REQUISITIONS, left };
}

/** Returns how many documents of all loads so far are in Odoo. @throws Error if one became an exception */
async function finished(place: Place): Promise<number> {
  const [row] = await query(
    place,
    JOURNAL,
    `select count(*) filter (where state = 'done')::int as done,
            count(*) filter (where state in ('attention', 'dismissed'))::int as failed, min(reason) as reason
       from document where connection = $1`,
    [CONNECTION],
  );
  if (Number(row?.failed) > 0)
    throw new Error(`${row?.failed} documents of the load became exceptions: ${row?.reason}`);
  return Number(row?.done);
}

async function draftOrders(odoo: OdooClient, count: number): Promise<number[]> {
  const drafts: number[] = [];
  const wish = { supplier: "Harbor Medical Supply", lines: [{ item: "NF-1001", quantity: 10 }] };
  while (drafts.length < count) drafts.push(await draftOrder(odoo, wish));
  return drafts;
}

async function sendAll(place: Place, odoo: OdooClient, drafts: readonly number[]): Promise<number[]> {
  const figures: number[] = [];
  for (const id of drafts) {
    figures.push(await untilSent(place, odoo, id));
    await pause(PAUSE_MS);
  }
  return figures;
}

/** Counted from Odoo's answer to the confirmation: the time before is Odoo's own. */
async function untilSent(place: Place, odoo: OdooClient, id: number): Promise<number> {
  await odoo.call("purchase.order", "button_confirm", { ids: [id] });
  const confirmed = Date.now();
  return eventually(
    `order ${id} is with the supplier`,
    async () => {
      const [row] = await query(
        place,
        JOURNAL,
        `select extract(epoch from done_at)::float8 * 1000 as at from document
          where direction = 'outbound' and flow = 'order-dispatch' and done_at is not null
            and links @> jsonb_build_array(jsonb_build_object('model', 'purchase.order', 'id', $1::int))`,
        [id],
      );
      return row && { at: Number(row.at) };
    },
    120,
    50,
  ).then(({ at }) => Math.max(0, at - confirmed));
}
