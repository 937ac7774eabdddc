import { type Arrival, type Intake, NoRoomError } from "../engine/ports/intake.ts";
import { siteOf } from "../security/networks.ts";

/** Who sends a body, as far as it is known and proven. What is null has no share of its own. */
export type Sender = { readonly connection: string | null; readonly address: string | null };

/** Why a body is not taken in now: there is no room, or its sender has its share of it already. */
export type NoRoom = "full" | "over-share";

/** A body that is being taken in. It takes up what has come of it, not what its sender says will come: before its first byte, nothing. */
export type Entry = {
  /** Notes how many bytes of it are in memory by now. @returns why it may not have so many; it keeps what it had */
  resize(bytes: number): NoRoom | null;
  /** Notes that it is whole, and is to be stored. @returns why it may not be now */
  store(): NoRoom | null;
  /** When the body is stored or gone. */
  leave(): void;
};

/** How much is being taken in. */
export type Admission = {
  enter(sender: Sender): Entry;
  /** Bodies that are being stored, and the bytes of these and of those that are still coming. */
  observe(): { readonly bodies: number; readonly bytes: number; readonly refused: number };
};

export type RoomLimits = {
  readonly bodies: number;
  readonly bytes: number;
  /** The part of it that one sender gets at most. */
  readonly shares?: { readonly connection: number; readonly address: number };
};

/** Four partners at their worst fill the room; of an address there may be several partners, behind a proxy that nobody told us of. */
const SHARES = { connection: 1 / 4, address: 1 / 2 };

/** `begun`: bodies of which anything is in memory. */
type Use = { begun: number; bodies: number; bytes: number };
const NOTHING: Use = { begun: 0, bodies: 0, bytes: 0 };

/**
 * Makes a room. A body that is alone in it is let in however large it is, and so is the only one of its sender as long as there is room:
 * the doors have limits of their own.
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
 * The same for a transport that holds the body already, and is told to wait: it has no share that another way of the same connection
 * could use up, for whoever waits in its queue waits for all behind it.
 */
export function admitted(intake: Intake, admission: Admission): Intake {
  return async (arrival: Arrival) => {
    const entry = admission.enter({ connection: null, address: null });
    try {
      const why = entry.resize(arrival.body.length) ?? entry.store();
      if (why !== null) throw new NoRoomError("too much is being taken in at the moment");
      return await intake(arrival);
    } finally {
      entry.leave();
    }
  };
}
