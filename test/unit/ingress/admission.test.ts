import { describe, expect, it } from "vitest";
import type { Arrival, Intake } from "../../../sidecar/engine/intake.ts";
import { admitted, createAdmission, type Entry, type NoRoom } from "../../../sidecar/ingress/admission.ts";

const nobody = { connection: null, address: null };
const of = (connection: string | null, address: string | null = null) => ({ connection, address });

function entered(entry: Entry | NoRoom): Entry {
  if (typeof entry === "string") throw new Error(`there was no room: ${entry}`);
  return entry;
}

describe("a room", () => {
  it("is taken up by what has come, not by what may come", () => {
    const admission = createAdmission({ bodies: 10, bytes: 100 });
    const bodies = Array.from({ length: 10 }, () => entered(admission.enter(nobody)));
    expect(admission.observe()).toEqual({ bodies: 10, bytes: 0, refused: 0 });
    expect(bodies.map((body) => body.resize(10))).toEqual(Array.from({ length: 10 }, () => null));
    expect([bodies[0]?.resize(11), admission.enter(nobody)]).toEqual(["full", "full"]);
    expect(admission.observe()).toEqual({ bodies: 10, bytes: 100, refused: 2 });
  });

  it("is left once, and less of it may be taken up at any time", () => {
    const admission = createAdmission({ bodies: 2, bytes: 100 });
    const [one, other] = [entered(admission.enter(nobody)), entered(admission.enter(nobody))];
    expect([one.resize(60), other.resize(41), other.resize(40)]).toEqual([null, "full", null]);
    expect([one.resize(20), other.resize(80)]).toEqual([null, null]);
    for (let times = 0; times < 3; times++) other.leave();
    expect(admission.observe()).toMatchObject({ bodies: 1, bytes: 20 });
    expect(other.resize(50)).toBeNull();
    one.leave();
    expect(admission.observe()).toMatchObject({ bodies: 0, bytes: 0 });
  });

  it("takes a body that is larger than all of it, when it is alone", () => {
    const admission = createAdmission({ bodies: 2, bytes: 100 });
    const large = entered(admission.enter(of("a", "192.0.2.1")));
    expect(large.resize(500)).toBeNull();
    expect(admission.enter(of("b", "192.0.2.2"))).toBe("full");
    large.leave();
    expect(entered(admission.enter(of("b", "192.0.2.2"))).resize(1)).toBeNull();
  });
});

describe("shares", () => {
  const room = () => createAdmission({ bodies: 100, bytes: 1000 });

  it("a connection has a quarter, and others have room whatever it does", () => {
    const admission = room();
    const greedy = Array.from({ length: 200 }, () => admission.enter(of("greedy", "192.0.2.1")));
    expect(greedy.filter((entry) => entry === "over-share")).toHaveLength(175);
    const grown = greedy.filter((entry) => typeof entry !== "string").map((entry) => entry.resize(100));
    expect(grown.filter((why) => why === null)).toHaveLength(2);
    const other = entered(admission.enter(of("other", "192.0.2.1")));
    expect(other.resize(250)).toBeNull();
  });

  it("an address has half, whoever comes from there, and a site is one address", () => {
    const admission = room();
    const bodies = ["1", "2", "3"].map((last) =>
      entered(admission.enter(of(`c${last}`, `2001:db8::${last}`))),
    );
    expect(bodies.map((body) => body.resize(200))).toEqual([null, null, "over-share"]);
    expect(entered(admission.enter(of("c4", "2001:db8:1::1"))).resize(500)).toBeNull();
  });

  it("may be less for strangers", () => {
    const admission = createAdmission({ bodies: 8, bytes: 80, shares: { connection: 1, address: 1 / 4 } });
    const [one, two, three] = [1, 2, 3].map(() => admission.enter(of(null, "192.0.2.1")));
    expect([entered(one as Entry).resize(10), entered(two as Entry).resize(11), three]).toEqual([
      null,
      "over-share",
      "over-share",
    ]);
  });

  it("never keep out the only body of a sender while there is room", () => {
    const admission = room();
    entered(admission.enter(of("other"))).resize(1);
    expect(entered(admission.enter(of("large", "192.0.2.1"))).resize(900)).toBeNull();
  });
});

describe("a transport that holds the body already", () => {
  const arrival = { body: Buffer.alloc(10), connection: "a" } as unknown as Arrival;

  it("is told that there is no room, and takes up none", async () => {
    const admission = createAdmission({ bodies: 1, bytes: 100 });
    let finish = () => {};
    const slow: Intake = () =>
      new Promise((resolve) => {
        finish = () => resolve([]);
      });
    const intake = admitted(slow, admission);
    const first = intake(arrival);
    await expect(intake(arrival)).rejects.toThrow("too much");
    finish();
    await first;
    const failing = admitted(() => Promise.reject(new Error("journal away")), admission);
    await expect(failing(arrival)).rejects.toThrow("journal away");
    expect(admission.observe()).toMatchObject({ bodies: 0, bytes: 0 });
  });

  it("waits for no share: a connection that has used up its own elsewhere stands in nobody's way there", async () => {
    const admission = createAdmission({ bodies: 100, bytes: 1000 });
    for (let index = 0; index < 30; index++) admission.enter(of("a"));
    expect(await admitted(async () => [], admission)(arrival)).toEqual([]);
  });
});
