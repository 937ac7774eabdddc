import { changesOf, fingerprint } from "../broker/fingerprint.ts";
import { EXIT_CONFIGURATION } from "../config.ts";
import type { Database } from "../journal/database.ts";
import { rememberTopology, replaceTopology } from "../journal/upkeep/topology.ts";

/**
 * Documents of one aggregate must go through one queue: a changed queue layout is refused until an operator has migrated to it.
 */
export async function checkTopology(database: Database): Promise<void> {
  const before = await rememberTopology(database, fingerprint());
  if (before === null) return;
  const changes = changesOf(before, fingerprint());
  if (changes.length > 0) refuseTopology(`${changes.join("; ")}.`);
  await replaceTopology(database, fingerprint());
}

/** Ends the process: with different queues it would break the order, and only a person can repair that. */
export function refuseTopology(problem: string): void {
  process.stderr.write(
    `The broker's queues are not those that this version works with. ${problem}\nWhat to do: docs/operate.md, "Changing partitions".\n`,
  );
  process.exit(EXIT_CONFIGURATION);
}
