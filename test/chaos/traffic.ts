import { setTimeout as pause } from "node:timers/promises";
import type { Chance } from "./chance.ts";
import type { Answer, Doors } from "./doors.ts";
import type { Parcel } from "./parcels.ts";

/** Messages of one aggregate, in order: the next one is sent when the previous one is accepted. */
export type Sequence = readonly Parcel[];

export type TrafficPlan = {
  readonly doors: Pick<Doors, "send">;
  readonly sequences: readonly Sequence[];
  readonly chance: Chance;
  /** Partners that send concurrently. */
  readonly senders: number;
  /** The share of the messages that is delivered again, at any time after the first delivery. */
  readonly repeated: number;
  /** Concurrent sequences; the next one begins when one is finished. */
  readonly active?: number;
  /** While it returns true, nobody sends: partners do not send for hours what cannot be processed in hours. */
  readonly full?: () => boolean;
  /** How long it may return true without a break before this counts as a standstill. */
  readonly patienceMs?: number;
  /** Called after each message that is accepted for the first time. */
  readonly onTaken?: (taken: number) => void;
  readonly interrupted?: () => boolean;
};

/** Open work takes seconds: if nothing moves for this long, nothing ever will. */
const PATIENCE_MS = 600_000;

export type TrafficCount = { readonly sent: number; readonly repeated: number; readonly known: number };

/**
 * Sends everything, each message until it is accepted, and some of them again. Rejects if an endpoint refuses permanently, or if
 * there is no room for too long.
 */
export async function runTraffic(plan: TrafficPlan): Promise<TrafficCount> {
  const { chance, active = Number.POSITIVE_INFINITY, patienceMs = PATIENCE_MS } = plan;
  let lastRoom = Date.now();
  const waiting = plan.sequences.filter(({ length }) => length > 0).map((parcels) => ({ parcels, next: 0 }));
  const again: Parcel[] = [];
  const count = { sent: 0, repeated: 0, known: 0 };
  const noted = (answer: Answer) => {
    count.repeated += 1;
    if (answer === "known") count.known += 1;
  };
  const sender = async () => {
    while (!plan.interrupted?.()) {
      if (plan.full?.()) {
        if (Date.now() - lastRoom > patienceMs)
          throw new Error(`nobody could send for ${patienceMs / 1000} s: what is open is not worked off`);
        await pause(50);
        continue;
      }
      lastRoom = Date.now();
      if (again.length > 0 && (waiting.length === 0 || chance.happens(plan.repeated))) {
        const [parcel] = again.splice(chance.below(again.length), 1);
        if (parcel) noted(await plan.doors.send(parcel));
        continue;
      }
      const [sequence] = waiting.splice(chance.below(Math.min(active, waiting.length)), 1);
      if (!sequence) return;
      const parcel = sequence.parcels[sequence.next] as Parcel;
      await plan.doors.send(parcel);
      count.sent += 1;
      plan.onTaken?.(count.sent);
      if (chance.happens(plan.repeated)) again.push(parcel);
      sequence.next += 1;
      if (sequence.next < sequence.parcels.length) waiting.unshift(sequence);
    }
  };
  await Promise.all(Array.from({ length: plan.senders }, sender));
  // Another sender may have had a sequence when one found nothing to send.
  if (again.length > 0 && !plan.interrupted?.())
    for (const parcel of again.splice(0)) noted(await plan.doors.send(parcel));
  return count;
}
