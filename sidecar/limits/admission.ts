import { type Arrival, type Intake, NoRoomError } from "../engine/ports/intake.ts";
import { siteOf } from "../security/networks.ts";

/** Who sends a body, as far as it is known and authenticated. A null value has no share of its own. */
export type Sender = { readonly connection: string | null; readonly address: string | null };

/** Why a body is not admitted now: there is no room, or its sender has used up its share. */
export type NoRoom = "full" | "over-share";

/**
 * A body that is being received. It uses room for the bytes received, not for the size its sender announces: nothing before its
 * first byte.
 */
export type Entry = {
  /** Records how many of its bytes are now in memory. @returns why it may not have so many; it keeps what it had */
  resize(bytes: number): NoRoom | null;
  /** Records that it is complete and is to be stored. @returns why it may not be stored now */
  store(): NoRoom | null;
  /** Called when the body is stored or discarded. */
  leave(): void;
};

/** How much is being received. */
export type Admission = {
  enter(sender: Sender): Entry;
  /** Bodies being stored, and the bytes of these and of those still arriving. */
  observe(): { readonly bodies: number; readonly bytes: number; readonly refused: number };
};

export type RoomLimits = {
  readonly bodies: number;
  readonly bytes: number;
  /** The largest share of one sender. */
  readonly shares?: { readonly connection: number; readonly address: number };
};

/** Four partners at their limits fill the room. An address may represent several partners, behind an unlisted proxy. */
const SHARES = { connection: 1 / 4, address: 1 / 2 };

/** `begun`: bodies with any bytes in memory. */
type Use = { begun: number; bodies: number; bytes: number };
const NOTHING: Use = { begun: 0, bodies: 0, bytes: 0 };

/**
 * Creates a room. The only body in it is admitted whatever its size, and so is the only body of its sender as long as there is
 * room: the endpoints have their own limits.
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
 * The same for a transport that already has the body and can be told to wait. It has no share that another transport of the same
 * connection could use up, because a message in its queue waits for all before it.
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
