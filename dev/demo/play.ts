import { eventually } from "../clients/eventually.ts";
import type { OdooClient } from "../clients/odoo.ts";
import { type PlacedOrder, placeOrder } from "../clients/purchasing.ts";
import type { SidecarClient } from "../clients/sidecar.ts";
import type { Environment } from "../environment/environment.ts";
import { type Delivery, deliver, type SupplierOrder } from "./delivery.ts";
import { type ExchangeRow, inboundExchanges, isSettled } from "./exchanges.ts";
import type { PauseStep, Script, ScriptOrder } from "./script.ts";
import { countShelf } from "./storekeeper.ts";
import { orderFiles, readOrders } from "./supplier-folder.ts";
import { runName } from "./templates.ts";

/** The only vendor of the day, by its name in Odoo. */
const SUPPLIER = "Harbor Medical Supply";

/** How long to wait for a result. It is far more than necessary, because the machine may be busy. */
const PATIENCE_SECONDS = 60;

/** The environment in which the day is played, with clients for Odoo and the sidecar. */
export type Stage = {
  readonly environment: Environment;
  readonly odoo: OdooClient;
  readonly sidecar: SidecarClient;
};

/** What was done on the day: the data with which all its results can be found, but no results of earlier runs. */
export type Played = {
  readonly run: string;
  readonly at: Date;
  /** The orders, by their letters in the script. */
  readonly orders: ReadonlyMap<string, PlacedOrder & SupplierOrder>;
  readonly deliveries: readonly Delivery[];
};

/** A function that announces the next step. It may throw an error to end the demo. */
export type Tell = (text: string) => void;

/** Returns how often `playDay` announces a step. */
export const momentsOf = (script: Script): number =>
  Object.keys(script.orders).length + 2 + script.steps.length;

/**
 * Plays the day with real traffic: the orders are entered in Odoo as by a buyer, the vendor finds the 850s in its folder and
 * responds over HTTP and AMQP with its own credentials, the EHR uses MLLP, and the billing system calls the webhook.
 * @throws Error if something does not arrive in time; the message states what
 */
export async function playDay(stage: Stage, script: Script, tell: Tell): Promise<Played> {
  const at = new Date();
  const run = runName(at);
  const folder = stage.environment.connections["edi-harbor"].outbox;
  const earlier = new Set(orderFiles(folder));
  const placed = await enterOrders(stage, script, at, tell);
  tell("The vendor finds the orders in its folder");
  const orders = await foundBySupplier(folder, earlier, placed);
  tell("A storekeeper counts the department's stock");
  await countShelf(stage.odoo, script.shelf, { run, at });
  const deliveries: Delivery[] = [];
  for (const step of script.steps) {
    tell(step.what);
    if ("wait" in step) await pauseFor(stage, deliveries, step);
    else deliveries.push(await deliver({ ...stage, script, run, at, orders }, step, deliveries));
  }
  return { run, at, orders, deliveries };
}

async function enterOrders(
  stage: Stage,
  script: Script,
  at: Date,
  tell: Tell,
): Promise<Map<string, PlacedOrder>> {
  const placed = new Map<string, PlacedOrder>();
  for (const [letter, order] of Object.entries(script.orders)) {
    tell(`A buyer enters and confirms order ${letter}`);
    placed.set(letter, await placeOrder(stage.odoo, { supplier: SUPPLIER, at, lines: wishes(order) }));
  }
  return placed;
}

function wishes(order: ScriptOrder) {
  return order.lines.map(({ expectedInDays, ...line }) => ({ ...line, requestedIn: expectedInDays }));
}

async function foundBySupplier(
  folder: string,
  earlier: ReadonlySet<string>,
  placed: ReadonlyMap<string, PlacedOrder>,
): Promise<Map<string, PlacedOrder & SupplierOrder>> {
  let missing = [...placed.values()];
  const what = () => `the 850 of ${missing.map(({ name }) => name).join(", ")} in ${folder}`;
  return eventually(what, () => {
    const received = readOrders(
      folder,
      orderFiles(folder).filter((name) => !earlier.has(name)),
    );
    missing = [...placed.values()].filter(({ name }) => !received.has(name));
    if (missing.length > 0) return null;
    return new Map(
      [...placed].flatMap(([letter, order]) => {
        const numbers = received.get(order.name);
        return numbers ? [[letter, { ...order, ...numbers }]] : [];
      }),
    );
  });
}

function pauseFor(stage: Stage, deliveries: readonly Delivery[], step: PauseStep): Promise<void> {
  if (step.wait === "settled") return settle(stage, deliveries, step.what);
  const traceIds = deliveries.filter((one) => one.step.id === step.step).map(({ traceId }) => traceId);
  return untilHeld(stage, traceIds, step.what);
}

async function untilHeld({ odoo }: Stage, traceIds: readonly string[], what: string): Promise<void> {
  const isHeld = async () => (await inboundExchanges(odoo, traceIds)).some(({ state }) => state === "held");
  await eventually(what, isHeld, PATIENCE_SECONDS);
}

/** Waits until the documents of all deliveries are done or have become exceptions. */
async function settle({ odoo }: Stage, deliveries: readonly Delivery[], what: string): Promise<void> {
  const awaited = deliveries.filter(({ step }) => !("repeat" in step));
  let open: string[] = [];
  await eventually(
    () => `${what}. Still open: ${open.join(", ")}`,
    async () => {
      const rows = await inboundExchanges(
        odoo,
        awaited.map(({ traceId }) => traceId),
      );
      const byTrace = Map.groupBy(rows, (row) => row.trace_id);
      open = awaited.flatMap((delivery) => stillOpen(delivery, byTrace.get(delivery.traceId) ?? []));
      return open.length === 0;
    },
    PATIENCE_SECONDS,
    200,
  );
}

function stillOpen({ step }: Delivery, rows: readonly ExchangeRow[]): string[] {
  if (rows.length === 0) return [`${step.id} (not in Odoo yet)`];
  return rows.filter((row) => !isSettled(row)).map(({ state }) => `${step.id} (${state})`);
}
