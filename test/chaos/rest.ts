import { setTimeout as pause } from "node:timers/promises";
import amqp from "amqplib";
import type { Place } from "../../dev/environment/place.ts";
import { JOURNAL, query } from "../../dev/environment/postgres.ts";
import { amqpUrl } from "../../dev/environment/rabbitmq.ts";
import { INBOUND_QUEUE } from "../../sidecar/broker/topology.ts";

/** Work in progress, by what it waits for. Everything is settled when all are zero. */
export type Open = {
  readonly "not in the journal": number;
  readonly "not read": number;
  readonly "not settled": number;
  readonly "not delivered": number;
  readonly "not shown": number;
};

const STILL = ["queued", "processing", "waiting", "held"];

/** Counts what arrived since then and is not finished. */
export async function openSince(place: Place, since: Date): Promise<Open> {
  const [row] = await query(
    place,
    JOURNAL,
    `select (select count(*) from message where state = 'received' and received_at >= $1)::int as unread,
            (select count(*) from document where state = any($2) and received_at >= $1)::int as unsettled,
            (select count(*) from delivery where state = 'queued' and created_at >= $1)::int as undelivered,
            (select count(*) from document where revision > reported_revision and received_at >= $1)::int as unshown`,
    [since, STILL],
  );
  return {
    "not in the journal": await waitingAtBroker(place),
    "not read": Number(row?.unread),
    "not settled": Number(row?.unsettled),
    "not delivered": Number(row?.undelivered),
    "not shown": Number(row?.unshown),
  };
}

export const openCount = (open: Open): number => Object.values(open).reduce((sum, each) => sum + each, 0);
export const openInWords = (open: Open): string =>
  Object.entries(open)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${count} ${what}`)
    .join(", ") || "nothing open";

/** Messages that other systems published and the sidecar has not received. While this is unknown, something is open. */
async function waitingAtBroker(place: Place): Promise<number> {
  try {
    const connection = await amqp.connect(amqpUrl(place, "suture_admin"));
    connection.on("error", () => {});
    try {
      const channel = await connection.createChannel();
      channel.on("error", () => {});
      return (await channel.checkQueue(INBOUND_QUEUE)).messageCount;
    } finally {
      await connection.close();
    }
  } catch {
    return 1;
  }
}

/** How long nothing may be open before it counts: a message just received by the sidecar is in neither count. */
const AT_REST_MS = 2500;

/**
 * Waits until nothing is open any more.
 * @returns when that was (milliseconds since 1970), or what is still open after `seconds`
 */
export async function rest(
  place: Place,
  since: Date,
  seconds: number,
  tell: (text: string) => void,
): Promise<{ readonly at: number } | { readonly open: Open }> {
  const begin = Date.now();
  let lastOpen = begin;
  for (;;) {
    const open = await openSince(place, since);
    const now = Date.now();
    if (openCount(open) > 0) lastOpen = now;
    else if (now - lastOpen >= AT_REST_MS) return { at: lastOpen };
    if (now - begin > seconds * 1000 + AT_REST_MS) return { open };
    tell(`waiting until everything is settled: ${openInWords(open)}`);
    await pause(300);
  }
}
