import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { WORKING_DATABASE } from "../../dev/environment/odoo.ts";
import type { Place } from "../../dev/environment/place.ts";
import { query } from "../../dev/environment/postgres.ts";
import { dropFolder } from "../../dev/environment/sidecar.ts";
import { leftOf } from "./ground.ts";
import type { Found } from "./oracle.ts";
import { answerMark, encounterMark, type Parcel } from "./parcels.ts";

/** Reads the effects of a test's messages from Odoo's own tables, and from the delivered files. */

export type Ground = { readonly orders: readonly string[]; readonly items: readonly string[] };
type Rows = (sql: string, values: readonly unknown[]) => Promise<Record<string, unknown>[]>;

export async function findAll(
  place: Place,
  since: Date,
  ground: Ground,
  parcels: readonly Parcel[],
): Promise<Found> {
  const rows: Rows = (sql, values) => query(place, WORKING_DATABASE, sql, values);
  const marks = (kind: string) => parcels.filter((each) => each.kind === kind).map(({ mark }) => mark);
  const answers = await answersApplied(rows, ground.orders);
  const numbers = [...marks("invoice"), ...marks("payment")];
  return {
    effects: [
      ...answers.map(({ order, price }) => answerMark(order, price)),
      ...encountersTold(place, since, parcels),
      ...(await named(
        rows,
        "select ref as mark from account_move where ref = any($1) and move_type = 'out_invoice' and state = 'posted'",
        numbers,
      )),
      ...(await named(
        rows,
        "select payment_reference as mark from account_payment where payment_reference = any($1)",
        numbers,
      )),
      ...(await named(
        rows,
        "select origin as mark from stock_picking where origin = any($1) and state = 'done'",
        marks("dispense"),
      )),
    ],
    exceptions: await exceptionsRaised(rows, since, marks("malformed")),
    broken: [
      ...brokenChains(answers),
      ...(await brokenPrices(rows, answers)),
      ...(await brokenLedger(rows, numbers)),
      ...(await brokenStock(rows, ground.items, parcels)),
    ],
  };
}

async function named(rows: Rows, sql: string, numbers: readonly string[]): Promise<string[]> {
  if (numbers.length === 0) return [];
  return (await rows(`${sql} order by id`, [numbers])).map(({ mark }) => String(mark));
}

type Applied = { readonly order: string; readonly price: string; readonly before: string };

/**
 * Returns what each response did to the price of its order, in the order in which Odoo applied it: keys are numbered as they are
 * written.
 */
async function answersApplied(rows: Rows, orders: readonly string[]): Promise<Applied[]> {
  const found = await rows(
    `select e.document_number as "order", e.changes_data as changes from suture_idempotency_key k join suture_exchange e on e.id = k.exchange_id
     where e.document_code = '855' and e.document_number = any($1) order by k.id`,
    [orders],
  );
  return found.map(({ order, changes }) => {
    const all = (changes ?? []) as { field: string; ours?: string; theirs?: string }[];
    const price = all.find(({ field }) => field === "price");
    return { order: String(order), price: price?.theirs ?? "no price", before: price?.ours ?? "no price" };
  });
}

/** Each response must have found the price that the previous one left. */
export function brokenChains(answers: readonly Applied[]): string[] {
  const last = new Map<string, string>();
  return answers.flatMap(({ order, price, before }) => {
    const left = last.get(order);
    last.set(order, price);
    if (left === undefined || Number(left) === Number(before)) return [];
    return [`order ${order}: a response found the price ${before}, where the previous one left ${left}`];
  });
}

async function brokenPrices(rows: Rows, answers: readonly Applied[]): Promise<string[]> {
  const last = new Map(answers.map(({ order, price }) => [order, price]));
  const found = await rows(
    `select o.name, l.price_unit from purchase_order o join purchase_order_line l on l.order_id = o.id
     where o.name = any($1)`,
    [[...last.keys()]],
  );
  return found.flatMap(({ name, price_unit }) =>
    Number(price_unit) === Number(last.get(String(name)))
      ? []
      : [`order ${name}: its price is ${price_unit}, the last response left ${last.get(String(name))}`],
  );
}

/** Returns the corrections in billing's folder, each under its version. */
function encountersTold(place: Place, since: Date, parcels: readonly Parcel[]): string[] {
  const codes = new Set(parcels.filter(({ kind }) => kind === "encounter").map(({ aggregate }) => aggregate));
  if (codes.size === 0) return [];
  const folder = join(dropFolder(place), "billing", "outbox");
  const triggers = readdirSync(folder)
    .filter((name) => name.startsWith("encounter-") && statSync(join(folder, name)).mtime >= since)
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Trigger)
    .map(({ data }) => ({
      code: data.costCentre?.[0]?.id ?? "",
      day: data.endDate ?? "",
      version: data.version,
    }))
    .filter(({ code }) => codes.has(code));
  return triggers.sort((a, b) => a.version - b.version).map(({ code, day }) => encounterMark(code, day));
}
type Trigger = {
  readonly data: {
    readonly version: number;
    readonly endDate?: string;
    readonly costCentre?: { id: string }[];
  };
};

/** Exceptions are identified by the keys of their exchanges; an unexpected one by its key and its reason. */
async function exceptionsRaised(rows: Rows, since: Date, bad: readonly string[]): Promise<string[]> {
  const found = await rows(
    `select message_key as key, reason_code as code from suture_exchange
     where state in ('attention', 'staged', 'dismissed') and create_date >= $1::timestamptz at time zone 'UTC' - interval '1 second'`,
    [since],
  );
  return found.map(({ key, code }) => markIn(String(key), bad) ?? `${key} (${code})`);
}

/** Returns the mark in a key: "x-13" is not "x-1". */
export function markIn(key: string, marks: readonly string[]): string | undefined {
  return marks.filter((mark) => key.includes(mark)).toSorted((one, other) => other.length - one.length)[0];
}

/** Entries balance; the open amount of an invoice is its total less its payments, to the cent. */
async function brokenLedger(rows: Rows, numbers: readonly string[]): Promise<string[]> {
  if (numbers.length === 0) return [];
  const unbalanced = await rows(
    `select m.name, sum(l.balance) as balance from account_move m join account_move_line l on l.move_id = m.id
     left join account_payment p on p.move_id = m.id
     where m.ref = any($1) or p.payment_reference = any($1) group by m.id having abs(sum(l.balance)) > 0.001`,
    [numbers],
  );
  const open = await rows(
    `select m.ref, m.amount_total - m.amount_residual - coalesce(sum(p.amount), 0) as off
     from account_move m
     left join account_move__account_payment r on r.invoice_id = m.id left join account_payment p on p.id = r.payment_id
     where m.ref = any($1) and m.move_type = 'out_invoice'
     group by m.id having abs(m.amount_total - m.amount_residual - coalesce(sum(p.amount), 0)) > 0.001`,
    [numbers],
  );
  return [
    ...unbalanced.map(({ name, balance }) => `entry ${name} is out of balance by ${balance}`),
    ...open.map(({ ref, off }) => `invoice ${ref}: what is paid differs by ${off} from its payments`),
  ];
}

async function brokenStock(
  rows: Rows,
  items: readonly string[],
  parcels: readonly Parcel[],
): Promise<string[]> {
  if (items.length === 0) return [];
  const used = Map.groupBy(
    parcels.filter(({ kind }) => kind === "dispense"),
    ({ body }) => items.find((item) => body.includes(`|${item}^`)) ?? "",
  );
  const found = await rows(
    `select p.default_code as item, sum(q.quantity) as quantity from stock_quant q
     join product_product p on p.id = q.product_id join stock_location l on l.id = q.location_id
     where p.default_code = any($1) and l.name = 'Clinic West' group by p.default_code`,
    [items],
  );
  return found.flatMap(({ item, quantity }) => {
    const expected = leftOf(used.get(String(item))?.length ?? 0);
    return Number(quantity) === expected ? [] : [`item ${item}: ${quantity} are left, not ${expected}`];
  });
}
