import amqp from "amqplib";
import { eventually } from "../../dev/clients/eventually.ts";
import type { Place } from "../../dev/environment/place.ts";
import { JOURNAL, query } from "../../dev/environment/postgres.ts";
import { amqpUrl, killRabbitmq, startRabbitmq } from "../../dev/environment/rabbitmq.ts";
import { PARTITIONS, workQueues } from "../../sidecar/broker/topology.ts";
import type { Work } from "../../sidecar/engine/ports/broker.ts";
import { TEST_HOOKS } from "../../sidecar/testing/hooks.ts";
import type { Stage } from "./stage.ts";

const DEAD = "suture.dead";

/**
 * Dead-letters references like a consumer that fails on each delivery, and kills the broker in the middle. The journal publishes
 * again what was not processed for a quarter of an hour: that time is set back.
 */
export async function loseToDeadLetters(stage: Stage, send: () => Promise<void>): Promise<boolean> {
  const { place } = stage;
  // The sidecar dies while it processes a document: its reference is then in a work queue.
  await stage.launchFirst({
    [TEST_HOOKS.switch]: "on",
    [TEST_HOOKS.crashPoint]: "odoo-call:before:1",
  });
  const sent = send();
  const worked = await eventually("a death", () => !stage.firstRuns(), 40, 20).catch(() => false);
  if (!worked) {
    await sent;
    return false;
  }
  const dead = await rejectUntilDead(place);
  await killRabbitmq(place);
  await startRabbitmq(place);
  await stage.launchFirst();
  await sent;
  await turnBack(place);
  return dead;
}

/** Receives everything and returns it, again and again, until the delivery limit has removed something. */
async function rejectUntilDead(place: Place): Promise<boolean> {
  const connection = await amqp.connect(amqpUrl(place, "suture_admin"));
  connection.on("error", () => {});
  try {
    const channel = await connection.createChannel();
    channel.on("error", () => {});
    const before = (await channel.checkQueue(DEAD)).messageCount;
    for (const work of Object.keys(PARTITIONS) as Work[])
      for (const queue of workQueues(work))
        await channel.consume(queue, (message) => message && channel.reject(message, true));
    return await eventually(
      "a dead letter",
      async () => (await channel.checkQueue(DEAD)).messageCount > before,
      20,
      20,
    ).catch(() => false);
  } finally {
    await connection.close().catch(() => {});
  }
}

/** Unprocessed published rows count as published so long ago that their references are lost. */
async function turnBack(place: Place): Promise<void> {
  const ago = "published_at = published_at - interval '16 minutes'";
  await query(place, JOURNAL, `update message set ${ago} where state = 'received'`);
  await query(place, JOURNAL, `update document set ${ago} where state = 'queued'`);
}
