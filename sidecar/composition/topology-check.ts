import { changesOf, fingerprint } from "../broker/fingerprint.ts";
import { EXIT_CONFIGURATION } from "../config/read.ts";
import type { Database } from "../journal/database.ts";
import { rememberTopology, replaceTopology } from "../journal/upkeep/topology.ts";

/**
 * Compares the number of queues of each kind of work with the number stored in the journal. If they differ, ends the process,
 * because all documents of an aggregate must use the same queue; an operator must migrate the queues first.
 */
export async function checkTopology(database: Database): Promise<void> {
  const before = await rememberTopology(database, fingerprint());
  if (before === null) return;
  const changes = changesOf(before, fingerprint());
  if (changes.length > 0) refuseTopology(`${changes.join("; ")}.`);
  await replaceTopology(database, fingerprint());
}

/**
 * Ends the process with a message about the problem. With other queues, documents might be applied out of order, so an operator
 * must migrate the queues first.
 */
export function refuseTopology(problem: string): void {
  process.stderr.write(
    `The broker's queues differ from those of this version. ${problem}\nWhat to do: docs/operate.md, "Changing partitions".\n`,
  );
  process.exit(EXIT_CONFIGURATION);
}
