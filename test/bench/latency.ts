import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { newControlNumber } from "../../dev/clients/control-number.ts";
import type { Environment } from "../../dev/environment/environment.ts";
import { WORKING_DATABASE } from "../../dev/environment/odoo.ts";
import type { Place } from "../../dev/environment/place.ts";
import { postgresUrl } from "../../dev/environment/postgres.ts";
import { orderResponse } from "../support/x12-text.ts";
import type { Stage, StageOrder } from "./odoo-side.ts";

const PAUSE_MS = 150;
const LOOK_EVERY_MS = 5;
const GIVE_UP_MS = 30_000;

/**
 * On an idle system, one order response after the other: milliseconds from the 202 until the order's badge in Odoo has changed,
 * one figure per order.
 */
export async function measureLatency(
  place: Place,
  environment: Environment,
  stage: Stage,
  key: string,
): Promise<number[]> {
  const odoo = new pg.Client({ connectionString: postgresUrl(place, WORKING_DATABASE, "postgres") });
  await odoo.connect();
  try {
    const figures: number[] = [];
    for (const order of stage.orders) {
      figures.push(await untilShown(odoo, environment, order, key));
      await pause(PAUSE_MS);
    }
    return figures;
  } finally {
    await odoo.end();
  }
}

async function untilShown(
  odoo: pg.Client,
  environment: Environment,
  order: StageOrder,
  key: string,
): Promise<number> {
  const body = orderResponse(order.name, [], { control: newControlNumber(), sender: "BENCHSUPPLY" }, "AT");
  const answer = await fetch(`${environment.sidecar.url}/v1/edi/bench-edi`, {
    method: "POST",
    headers: { "content-type": "application/edi-x12", "x-api-key": key },
    body,
  });
  if (answer.status !== 202)
    throw new Error(`A response to ${order.name} was answered with ${answer.status}`);
  const taken = performance.now();
  for (;;) {
    const { rows } = await odoo.query<{ state: string }>(
      "select integration_state as state from purchase_order where id = $1",
      [order.id],
    );
    const milliseconds = performance.now() - taken;
    if (rows[0]?.state === "synced") return milliseconds;
    if (milliseconds > GIVE_UP_MS) throw new Error(`${order.name} shows ${rows[0]?.state} after 30 s`);
    await pause(LOOK_EVERY_MS);
  }
}
