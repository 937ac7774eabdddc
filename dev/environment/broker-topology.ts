import { createHash } from "node:crypto";
import pg from "pg";
import { topology } from "../../sidecar/broker/topology.ts";
import type { Place } from "./place.ts";
import { JOURNAL, postgresUrl } from "./postgres.ts";
import { progress } from "./progress.ts";
import { deleteQueues } from "./rabbitmq.ts";
import { readState, rememberVersion } from "./state.ts";

/**
 * Does what docs/operate.md, "Changing partitions", tells an operator to do: if the topology has changed, deletes the old queues
 * and the topology recorded in the journal. The sidecar, which must not be running, then creates the new queues and publishes the
 * references to unprocessed messages and documents again.
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
