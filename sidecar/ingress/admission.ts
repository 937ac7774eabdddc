import type { Arrival, Intake } from "../engine/intake.ts";
import { siteOf } from "../security/networks.ts";

/** Who sends a body, as far as it is known and proven. What is null has no share of its own. */
export type Sender = { readonly connection: string | null; readonly address: string | null };

/** Why a body is not taken in now: there is no room, or its sender has its share of it already. */
export type NoRoom = "full" | "over-share";

/** A body that is being taken in. It takes up what has come of it, not what its sender says will come. */
export type Entry = {
  /** Notes how many bytes of it are in memory by now. @returns why it may not have so many; it keeps what it had */
  resize(bytes: number): NoRoom | null;
  /** When the body is stored or gone. */
  leave(): void;
};

/** How much is being taken in: bodies that are read or being stored. */
export type Admission = {
  enter(sender: Sender): Entry | NoRoom;
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

type Use = { bodies: number; bytes: number };

/**
 * Makes a room. A body that is alone in it is let in however large it is, and so is the only one of its sender as long as there is room:
 * the doors have limits of their own.
 */
export function createAdmission({ bodies, bytes, shares = SHARES }: RoomLimits): Admission {
  const all: Use = { bodies: 0, bytes: 0 };
  const senders = new Map<string, Use>();
  let refused = 0;

  function mayGrow(parties: readonly Party[], more: Use): NoRoom | null {
    const crowded = parties.some(({ name, share }) => {
      const use = senders.get(name);
      // The body that asks is among them already, unless it is only about to enter.
      if (use === undefined || use.bodies + more.bodies <= 1) return false;
      const most = { bodies: Math.max(1, Math.floor(bodies * share)), bytes: bytes * share };
      return use.bodies + more.bodies > most.bodies || use.bytes + more.bytes > most.bytes;
    });
    if (crowded) return "over-share";
    const isAlone = all.bodies + more.bodies <= 1;
    const fits = all.bodies + more.bodies <= bodies && all.bytes + more.bytes <= bytes;
    return isAlone || fits ? null : "full";
  }

  function change(parties: readonly Party[], by: Use): void {
    add(all, by);
    for (const { name } of parties) {
      const use = senders.get(name) ?? { bodies: 0, bytes: 0 };
      add(use, by);
      if (use.bodies > 0) senders.set(name, use);
      else senders.delete(name);
    }
  }

  function refusing(why: NoRoom | null): NoRoom | null {
    if (why !== null) refused += 1;
    return why;
  }

  return {
    enter: (sender) => {
      const parties = partiesOf(sender, shares);
      const why = refusing(mayGrow(parties, { bodies: 1, bytes: 0 }));
      if (why !== null) return why;
      change(parties, { bodies: 1, bytes: 0 });
      let held = 0;
      let left = false;
      return {
        resize: (size) => {
          const growth = { bodies: 0, bytes: size - held };
          const no = left || growth.bytes <= 0 ? null : refusing(mayGrow(parties, growth));
          if (left || no !== null) return no;
          change(parties, growth);
          held = size;
          return null;
        },
        leave: () => {
          if (!left) change(parties, { bodies: -1, bytes: -held });
          left = true;
        },
      };
    },
    observe: () => ({ ...all, refused }),
  };
}

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
    if (typeof entry === "string") throw new Error("too much is being taken in at the moment");
    try {
      if (entry.resize(arrival.body.length) !== null)
        throw new Error("too much is being taken in at the moment");
      return await intake(arrival);
    } finally {
      entry.leave();
    }
  };
}
