import { changesOf, fingerprint } from "../broker/fingerprint.ts";
import { EXIT_CONFIGURATION } from "../config.ts";
import type { Database } from "../journal/database.ts";
import { rememberTopology, replaceTopology } from "../journal/upkeep/topology.ts";

/**
 * Refuses to start with a queue layout that differs from the stored one, until an operator has migrated to it: all
 * documents of an aggregate use the same queue.
 */
export async function checkTopology(database: Database): Promise<void> {
  const before = await rememberTopology(database, fingerprint());
  if (before === null) return;
  const changes = changesOf(before, fingerprint());
  if (changes.length > 0) refuseTopology(`${changes.join("; ")}.`);
  await replaceTopology(database, fingerprint());
}

/**
 * Ends the process. With different queues, the order of documents would be lost, and only a person can repair that.
 */
export function refuseTopology(problem: string): void {
  process.stderr.write(
    `The broker's queues differ from those of this version. ${problem}\nWhat to do: docs/operate.md, "Changing partitions".\n`,
  );
  process.exit(EXIT_CONFIGURATION);
}
