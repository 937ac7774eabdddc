import type { Membership } from "../ports/journal/upkeep.ts";
import type { Log } from "../ports/runtime.ts";
import { type Loop, startLoop } from "../resilience/loop.ts";

/**
 * The sidecars that share a journal, as seen by one of them. They divide the work only for speed. Locks and keys
 * prevent duplicate or reordered processing, so it does no harm if two sidecars both consider themselves the leader.
 */
export type Members = {
  /**
   * Returns whether this sidecar is the leader: the one that has been running longest, which does the work that only
   * one sidecar needs to do.
   */
  leads(): boolean;
  /** Returns whether the queue at this index of the list of all queues is assigned to this sidecar. */
  isMine(place: number): boolean;
};

export type MemberLoop = Members & Pick<Loop, "stop">;

const BEAT_MS = 2000;

export function startMembers(membership: Membership, id: string, log: Log): MemberLoop {
  let running: readonly string[] = [];
  const members: Members = {
    leads: () => running[0] === id,
    isMine: (place) => running.length === 0 || running[place % running.length] === id,
  };
  const loop = startLoop(
    "members",
    BEAT_MS,
    async () => {
      const now = await membership.beat();
      if (now.join() !== running.join()) log.info({ sidecars: now.length }, "running sidecars");
      running = now;
      return "idle";
    },
    log,
  );
  return {
    ...members,
    stop: async () => {
      await loop.stop();
      const logError = (error: unknown) =>
        log.debug({ error: String(error) }, "the sidecar could not leave the group");
      await membership.leave().catch(logError);
    },
  };
}

/** Starts the loop by which this sidecar's consumer releases the queues that are assigned to other sidecars. */
export function startSharing(
  consumer: { share(isMine: (queue: string) => boolean): Promise<void> },
  members: Members,
  queues: readonly string[],
  log: Log,
): Loop {
  return startLoop(
    "sharing",
    BEAT_MS,
    async () => {
      await consumer.share((queue) => members.isMine(queues.indexOf(queue)));
      return "idle";
    },
    log,
  );
}
