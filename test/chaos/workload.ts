import type { Chance } from "./chance.ts";
import type { Ground } from "./found.ts";
import { acceptPartialPayments, makeItem, makeOrders } from "./ground.ts";
import {
  answer,
  type Door,
  dispense,
  encounter,
  invoice,
  malformed,
  type Parcel,
  payment,
} from "./parcels.ts";
import type { Stage } from "./stage.ts";
import type { Sequence } from "./traffic.ts";

/** How many of each kind make up a load; orders and encounters have several messages each. */
export type Mix = {
  readonly orders: number;
  readonly answersEach: number;
  readonly encounters: number;
  readonly eventsEach: number;
  /** Invoices, with two payments each. */
  readonly invoices: number;
  readonly dispenses: number;
  readonly malformed: number;
};

export type Load = {
  readonly ground: Ground;
  readonly sequences: readonly Sequence[];
  readonly parcels: readonly Parcel[];
};

const ITEMS = 5;

/** Returns a mix of this many messages, one in a hundred of them malformed; every kind occurs, however few there are. */
export function mixOf(messages: number, each = eachFor(messages)): Mix {
  const some = (share: number, inOne: number) => Math.max(1, Math.round((messages * share) / inOne));
  return {
    ...each,
    orders: some(0.5, each.answersEach),
    encounters: some(0.24, each.eventsEach),
    invoices: some(0.18, 3),
    dispenses: some(0.07, 1),
    malformed: some(0.01, 1),
  };
}

function eachFor(messages: number): Pick<Mix, "answersEach" | "eventsEach"> {
  return messages < 400 ? { answersEach: 5, eventsEach: 4 } : { answersEach: 20, eventsEach: 10 };
}

/** Creates the records in Odoo and the messages about them, for all endpoints, in a shuffled order. */
export async function makeLoad(stage: Stage, mix: Mix): Promise<Load> {
  const { odoo, chance } = stage;
  const load = stage.nextLoad();
  stage.tell(`creating ${mix.orders} orders and ${mix.dispenses > 0 ? ITEMS : 0} items in Odoo`);
  const orders = await makeOrders(odoo, mix.orders);
  const items = mix.dispenses > 0 ? Array.from({ length: ITEMS }, (_, index) => `${load}-I${index}`) : [];
  for (const item of items) await makeItem(odoo, item);
  if (mix.invoices > 0) await acceptPartialPayments(odoo);
  const sequences = [
    ...orders.map((order) => ordered(mix.answersEach, chance, ["edi", "edi", "edi-amqp"], answer, order)),
    ...times(mix.encounters, (index) =>
      ordered(mix.eventsEach, chance, ["mllp", "mllp", "ehr-amqp"], encounter, `${load}-V${index}`),
    ),
    ...times(mix.invoices, (index) => billOf(`${load}-B${index}`, chance)),
    ...times(mix.dispenses, (index) => [
      dispense(`${load}-D${index}`, chance.pick(items), chance.pick(["mllp", "ehr-amqp"])),
    ]),
    ...times(mix.malformed, (index) => [
      (malformed[index % malformed.length] as (typeof malformed)[number])(`${load}-X${index}`),
    ]),
  ];
  return { ground: { orders, items }, sequences: chance.shuffled(sequences), parcels: sequences.flat() };
}

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** All messages of one aggregate, at one endpoint: there is no order between two endpoints. */
function ordered<D extends Door>(
  count: number,
  chance: Chance,
  doors: readonly D[],
  make: (about: string, position: number, door: D) => Parcel,
  about: string,
): Sequence {
  const door = chance.pick(doors);
  return times(count, (position) => make(about, position, door));
}

/** An invoice and two partial payments; the first payment may arrive before the invoice. */
function billOf(number: string, chance: Chance): Sequence {
  const by = () => chance.pick(["webhook", "billing-amqp"] as const);
  const bill = invoice(number, "100.00", by());
  const first = payment(`${number}-P1`, number, "25.01", by());
  const second = payment(`${number}-P2`, number, "0.10", by());
  return chance.happens(0.3) ? [first, bill, second] : [bill, first, second];
}
