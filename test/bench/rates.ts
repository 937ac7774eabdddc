import { type ConfirmChannel, connect } from "amqplib";
import { eventually } from "../../dev/clients/eventually.ts";
import { odooClient } from "../../dev/clients/odoo.ts";
import type { Environment } from "../../dev/environment/environment.ts";
import type { Place } from "../../dev/environment/place.ts";
import { JOURNAL, query } from "../../dev/environment/postgres.ts";
import { bulkSeconds, type OrmCall, type Stage } from "./odoo-side.ts";
import type { Publication, Scenario } from "./scenarios.ts";

/** Documents per second of one scenario, by each way, one figure per round. */
export type Rates = {
  readonly suture: readonly number[];
  readonly oneByOne: readonly number[];
  readonly bulk: readonly number[];
};

export type Counts = { readonly suture: number; readonly oneByOne: number; readonly bulk: number };

/** Measures the three ways in turn, `rounds` times, so that other load on the machine affects all of them alike. */
export async function measureRates(
  world: { readonly place: Place; readonly environment: Environment; readonly stage: Stage },
  scenario: Scenario,
  counts: Counts,
  rounds: number,
): Promise<Rates> {
  const rates = { suture: [] as number[], oneByOne: [] as number[], bulk: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    rates.suture.push(await sutureRate(world, scenario, counts.suture));
    rates.oneByOne.push(await oneByOneRate(world, scenario.calls(world.stage, counts.oneByOne)));
    rates.bulk.push(await bulkRate(world.place, scenario.calls(world.stage, counts.bulk)));
  }
  return rates;
}

/** From the first publication until the last document is in Odoo. @throws Error if one is not applied */
export async function sutureRate(
  { place, environment, stage }: { place: Place; environment: Environment; stage: Stage },
  scenario: Scenario,
  count: number,
): Promise<number> {
  const messages = scenario.messages(stage, count);
  const [start] = await query(place, JOURNAL, "select clock_timestamp()::text as at");
  await publishAll(environment.rabbitmq.url, messages);
  const settled = await eventually(
    `${count} documents of ${scenario.name} are settled`,
    async () => {
      const [row] = await query(
        place,
        JOURNAL,
        `select count(*) filter (where state = 'done')::int as done,
                count(*) filter (where state in ('attention', 'dismissed'))::int as failed, min(reason) as reason,
                extract(epoch from max(done_at) - $1::timestamptz)::float as seconds
         from document where document_type = $2 and direction = 'inbound' and received_at >= $1::timestamptz`,
        [start?.at, scenario.documentType],
      );
      if (Number(row?.failed) > 0)
        throw new Error(`${row?.failed} of ${scenario.name} became exceptions: ${row?.reason}`);
      return Number(row?.done) >= count && row;
    },
    600,
    200,
  );
  return count / Number(settled.seconds);
}

/** Publishes to `suture.inbound`, and waits for all confirms. */
export async function publishAll(url: string, messages: readonly Publication[]): Promise<void> {
  const connection = await connect(url, { noDelay: true });
  const channel: ConfirmChannel = await connection.createConfirmChannel();
  for (const { routingKey, contentType, body } of messages)
    channel.publish("suture.inbound", routingKey, Buffer.from(body), { persistent: true, contentType });
  await channel.waitForConfirms();
  await connection.close();
}

/** What an integration without batches achieves: one JSON-2 call per document, one after the other. */
async function oneByOneRate(
  { environment }: { environment: Environment },
  calls: readonly OrmCall[],
): Promise<number> {
  const client = odooClient(environment.odoo);
  const call = ({ model, method, ...args }: OrmCall) => client.call(model, method, args);
  const started = performance.now();
  for (const each of calls) await call(each);
  return calls.length / ((performance.now() - started) / 1000);
}

/** Creations in one call; writes one after the other, because each is different. */
async function bulkRate(place: Place, calls: readonly OrmCall[]): Promise<number> {
  const [first] = calls;
  const created = calls.flatMap((call) => (call.method === "create" ? call.vals_list : []));
  const together: readonly OrmCall[] =
    first?.method === "create" ? [{ ...first, vals_list: created }] : calls;
  return calls.length / (await bulkSeconds(place, together));
}
