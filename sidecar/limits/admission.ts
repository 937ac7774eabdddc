import { type Arrival, type Intake, NoRoomError } from "../engine/ports/intake.ts";
import { siteOf } from "../security/networks.ts";

/**
 * The connection and the address of the sender of a body, null if unknown. The body counts towards the share of each one that is
 * known.
 */
export type Sender = { readonly connection: string | null; readonly address: string | null };

/**
 * The reason why a body is not admitted: the memory for bodies is used up ("full"), or the sender's share of it ("over-share").
 */
export type NoRoom = "full" | "over-share";

/**
 * A body that is being received. The bytes received so far count towards the limits, not the size that the sender announces.
 * Before its first byte, the body does not count.
 */
export type Entry = {
  /**
   * Records how many bytes of the body are in memory.
   * @returns the reason if the body may not use so much memory, in which case nothing changes; otherwise null
   */
  resize(bytes: number): NoRoom | null;
  /**
   * Records that the body is complete and about to be stored. From then on it counts as a body being stored.
   * @returns the reason if the body may not be stored now, otherwise null
   */
  store(): NoRoom | null;
  /** Releases the memory that the body counted for, after it was stored or discarded. */
  leave(): void;
};

/** The admission control for bodies: it limits the memory for bodies that are being received. */
export type Admission = {
  enter(sender: Sender): Entry;
  /**
   * Returns the number of bodies being stored, the number of bytes of all bodies in memory, including those still arriving, and
   * the number of refusals since the start.
   */
  observe(): { readonly bodies: number; readonly bytes: number; readonly refused: number };
};

export type RoomLimits = {
  readonly bodies: number;
  readonly bytes: number;
  /** The maximum share of one connection and of one address, each as a fraction. */
  readonly shares?: { readonly connection: number; readonly address: number };
};

/**
 * The default shares. Four partners that use their full shares use all memory. The share of an address is larger, because it may
 * represent several partners behind an unlisted proxy.
 */
const SHARES = { connection: 1 / 4, address: 1 / 2 };

/**
 * The memory in use, in total or by one sender. `begun` is the number of bodies with any bytes in memory, `bodies` the number of
 * bodies being stored.
 */
type Use = { begun: number; bodies: number; bytes: number };
const NOTHING: Use = { begun: 0, bodies: 0, bytes: 0 };

/**
 * Creates an admission control with these limits. A body that is the only one in memory is admitted regardless of its size,
 * because the endpoints limit the size of each body. A body that is the only one of its sender may exceed the sender's share.
 */
export function createAdmission({ bodies, bytes, shares = SHARES }: RoomLimits): Admission {
  const all: Use = { ...NOTHING };
  const senders = new Map<string, Use>();
  let refused = 0;

  function noRoom(parties: readonly Party[], more: Use): NoRoom | null {
    const isCrowded = parties.some(({ name, share }) => {
      const use = senders.get(name) ?? NOTHING;
      const most = { bodies: Math.max(1, Math.floor(bodies * share)), bytes: bytes * share };
      return use.begun + more.begun > 1 && !fits(use, more, most);
    });
    if (isCrowded) return "over-share";
    const isAlone = all.begun + more.begun <= 1;
    return isAlone || fits(all, more, { bodies, bytes }) ? null : "full";
  }

  function change(parties: readonly Party[], by: Use): void {
    add(all, by);
    for (const { name } of parties) {
      const use = senders.get(name) ?? { ...NOTHING };
      add(use, by);
      if (use.begun > 0 || use.bodies > 0) senders.set(name, use);
      else senders.delete(name);
    }
  }

  function enter(sender: Sender): Entry {
    const parties = partiesOf(sender, shares);
    const own: Use = { ...NOTHING };
    let left = false;
    const take = (more: Use): NoRoom | null => {
      if (left) return null;
      const isMore = more.begun > 0 || more.bodies > 0 || more.bytes > 0;
      const why = isMore ? noRoom(parties, more) : null;
      if (why !== null) {
        refused += 1;
        return why;
      }
      change(parties, more);
      add(own, more);
      return null;
    };
    return {
      resize: (size) => take({ begun: Number(size > 0) - own.begun, bodies: 0, bytes: size - own.bytes }),
      store: () => take({ begun: 0, bodies: 1 - own.bodies, bytes: 0 }),
      leave: () => {
        take({ begun: -own.begun, bodies: -own.bodies, bytes: -own.bytes });
        left = true;
      },
    };
  }

  return { enter, observe: () => ({ bodies: all.bodies, bytes: all.bytes, refused }) };
}

const fits = (use: Use, more: Use, most: { readonly bodies: number; readonly bytes: number }): boolean =>
  use.bodies + more.bodies <= most.bodies && use.bytes + more.bytes <= most.bytes;

type Party = { readonly name: string; readonly share: number };

function partiesOf(
  { connection, address }: Sender,
  shares: { readonly connection: number; readonly address: number },
): Party[] {
  return [
    ...(connection === null ? [] : [{ name: `connection ${connection}`, share: shares.connection }]),
    ...(address === null ? [] : [{ name: `address ${siteOf(address)}`, share: shares.address }]),
  ];
}

function add(use: Use, by: Use): void {
  use.begun += by.begun;
  use.bodies += by.bodies;
  use.bytes += by.bytes;
}

/**
 * Wraps an intake with admission control, for a transport that already has the complete body and can wait. Such a body does not
 * count towards its sender's share, because otherwise another message of the same connection could use up the share and block the messages
 * behind it in the queue.
 */
export function admitted(intake: Intake, admission: Admission): Intake {
  return async (arrival: Arrival) => {
    const entry = admission.enter({ connection: null, address: null });
    try {
      const why = entry.resize(arrival.body.length) ?? entry.store();
      if (why !== null) throw new NoRoomError("too many messages are being received at the moment");
      return await intake(arrival);
    } finally {
      entry.leave();
    }
  };
}
