import { createHash } from "node:crypto";
import pg from "pg";
import { topology } from "../../sidecar/broker/topology.ts";
import type { Place } from "./place.ts";
import { JOURNAL, postgresUrl } from "./postgres.ts";
import { progress } from "./progress.ts";
import { deleteQueues } from "./rabbitmq.ts";
import { readState, rememberVersion } from "./state.ts";

/**
 * Does for a developer what docs/operate.md, "Changing partitions", asks of an operator: deletes queues of another topology, and
 * lets the journal forget them. The sidecar, which must not be running, creates the new ones and publishes unprocessed IDs again.
 */
export async function renewTopology(place: Place): Promise<void> {
  const version = createHash("sha256").update(JSON.stringify(topology())).digest("hex");
  if (readState(place).versions.topology === version) return;
  const deleted = await deleteQueues(place, "suture.");
  if (deleted > 0) progress("RabbitMQ: deleted the queues of another topology");
  const client = new pg.Client({ connectionString: postgresUrl(place, JOURNAL, "suture_sidecar") });
  await client.connect();
  try {
    const there = await client.query("select to_regclass('topology') as name");
    if (there.rows[0]?.name) await client.query("delete from topology");
  } finally {
    await client.end();
  }
  rememberVersion(place, "topology", version);
}
