import { describe, expect, it } from "vitest";
import type { Arrival, Intake } from "../../../sidecar/engine/ports/intake.ts";
import { admitted, createAdmission } from "../../../sidecar/limits/admission.ts";

const nobody = { connection: null, address: null };
const of = (connection: string | null, address: string | null = null) => ({ connection, address });

describe("a room", () => {
  it("is used by what has arrived, not by what may arrive", () => {
    const admission = createAdmission({ bodies: 10, bytes: 100 });
    const bodies = Array.from({ length: 1000 }, () => admission.enter(nobody));
    expect(admission.observe()).toEqual({ bodies: 0, bytes: 0, refused: 0 });
    const [large, ...rest] = bodies;
    expect([large?.resize(91), ...rest.slice(0, 10).map((body) => body.resize(1))]).toEqual([
      ...Array.from({ length: 10 }, () => null),
      "full",
    ]);
    expect(admission.observe()).toEqual({ bodies: 0, bytes: 100, refused: 1 });
  });

  it("has a limited number of bodies being stored, without those that still arrive", () => {
    const admission = createAdmission({ bodies: 2, bytes: 100 });
    const bodies = [1, 2, 3].map(() => admission.enter(nobody));
    expect(bodies.map((body) => body.resize(1))).toEqual([null, null, null]);
    expect(bodies.map((body) => body.store())).toEqual([null, null, "full"]);
    bodies[0]?.leave();
    expect(bodies[2]?.store()).toBeNull();
    expect(admission.observe()).toEqual({ bodies: 2, bytes: 2, refused: 1 });
  });

  it("is released once, and can be reduced at any time", () => {
    const admission = createAdmission({ bodies: 2, bytes: 100 });
    const [one, other] = [admission.enter(nobody), admission.enter(nobody)];
    expect([one.resize(60), other.resize(41), other.resize(40)]).toEqual([null, "full", null]);
    expect([one.resize(20), other.resize(80), other.store(), one.store()]).toEqual([null, null, null, null]);
    for (let times = 0; times < 3; times++) other.leave();
    expect(admission.observe()).toMatchObject({ bodies: 1, bytes: 20 });
    expect([other.resize(50), other.store()]).toEqual([null, null]);
    one.leave();
    expect(admission.observe()).toMatchObject({ bodies: 0, bytes: 0 });
  });

  it("admits a body that is larger than the room when it is alone", () => {
    const admission = createAdmission({ bodies: 2, bytes: 100 });
    const large = admission.enter(of("a", "192.0.2.1"));
    expect([large.resize(500), large.store()]).toEqual([null, null]);
    const small = admission.enter(of("b", "192.0.2.2"));
    expect(small.resize(1)).toBe("full");
    large.leave();
    expect(small.resize(1)).toBeNull();
  });
});

describe("shares", () => {
  const room = () => createAdmission({ bodies: 100, bytes: 1000 });

  it("a connection has a quarter of the bytes, and others always have room", () => {
    const admission = room();
    const greedy = Array.from({ length: 200 }, () => admission.enter(of("greedy", "192.0.2.1")).resize(100));
    expect(greedy.filter((why) => why === null)).toHaveLength(2);
    expect(greedy.at(-1)).toBe("over-share");
    expect(admission.enter(of("other", "192.0.2.1")).resize(250)).toBeNull();
  });

  it("a connection has a quarter of the bodies", () => {
    const admission = room();
    const stored = Array.from({ length: 200 }, () => {
      const body = admission.enter(of("greedy", "192.0.2.1"));
      return body.resize(1) ?? body.store();
    });
    expect(stored.filter((why) => why === null)).toHaveLength(25);
    const other = admission.enter(of("other", "192.0.2.1"));
    expect([other.resize(1), other.store()]).toEqual([null, null]);
  });

  it("an address has half, for all its connections, and a site is one address", () => {
    const admission = room();
    const bodies = ["1", "2", "3"].map((last) => admission.enter(of(`c${last}`, `2001:db8::${last}`)));
    expect(bodies.map((body) => body.resize(200))).toEqual([null, null, "over-share"]);
    expect(admission.enter(of("c4", "2001:db8:1::1")).resize(500)).toBeNull();
  });

  it("can be smaller for unauthenticated senders", () => {
    const admission = createAdmission({ bodies: 8, bytes: 80, shares: { connection: 1, address: 1 / 4 } });
    const strangers = [1, 2, 3].map(() => admission.enter(of(null, "192.0.2.1")));
    expect(strangers.map((one) => one.resize(10))).toEqual([null, null, "over-share"]);
  });

  it("always admit the only body of a sender while there is room", () => {
    const admission = room();
    admission.enter(of("other")).resize(1);
    const large = admission.enter(of("large", "192.0.2.1"));
    expect([large.resize(900), large.store()]).toEqual([null, null]);
  });
});

describe("a transport that already has the body in memory", () => {
  const arrival = { body: Buffer.alloc(10), connection: "a" } as unknown as Arrival;

  it("is refused without room, and uses none", async () => {
    const admission = createAdmission({ bodies: 1, bytes: 100 });
    let finish = () => {};
    const slow: Intake = () =>
      new Promise((resolve) => {
        finish = () => resolve([]);
      });
    const intake = admitted(slow, admission);
    const first = intake(arrival);
    await expect(intake(arrival)).rejects.toThrow("too many messages");
    finish();
    await first;
    const failing = admitted(() => Promise.reject(new Error("journal away")), admission);
    await expect(failing(arrival)).rejects.toThrow("journal away");
    expect(admission.observe()).toMatchObject({ bodies: 0, bytes: 0 });
  });

  it("needs no share, so that a connection that used up its share elsewhere does not block others", async () => {
    const admission = createAdmission({ bodies: 100, bytes: 1000 });
    for (let index = 0; index < 25; index++) {
      const body = admission.enter(of("a"));
      body.resize(1);
      body.store();
    }
    const next = admission.enter(of("a"));
    expect([next.resize(1), next.store()]).toEqual([null, "over-share"]);
    expect(await admitted(async () => [], admission)(arrival)).toEqual([]);
  });
});
