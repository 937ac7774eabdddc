import { describe, expect, it } from "vitest";
import { createPlaces } from "../../../sidecar/limits/places.ts";

const limits = { unproven: 4, unprovenPerAddress: 2, proven: 3, provenPerAddress: 2 };

/** Places whose holders all leave when they are asked to. */
function places() {
  const all = createPlaces(limits);
  const evicted: string[] = [];
  const enter = (name: string, address: string | null) => {
    const place = all.enter(address, () => {
      evicted.push(name);
      place?.leave();
    });
    return place;
  };
  return { ...all, enter, evicted };
}

describe("unproven sockets", () => {
  it("make room for the next: the oldest of the same address is closed first", () => {
    const { enter, evicted, observe } = places();
    enter("other", "192.0.2.2");
    for (const name of ["a", "b", "c", "d"]) enter(name, "192.0.2.1");
    expect(evicted).toEqual(["a", "b"]);
    expect(observe()).toEqual({ unproven: 3, proven: 0 });
  });

  it("make room for the next: the oldest of all if there are too many addresses", () => {
    const { enter, evicted } = places();
    for (const digit of [1, 2, 3, 4, 5, 6]) enter(`${digit}`, `192.0.2.${digit}`);
    expect(evicted).toEqual(["1", "2"]);
  });

  it("are counted by the network of a site, which has many addresses", () => {
    const { enter, evicted } = places();
    for (const digit of [1, 2, 3]) enter(`${digit}`, `2001:db8:0:1::${digit}`);
    enter("of another site", "2001:db8:0:2::1");
    expect(evicted).toEqual(["1"]);
  });

  it("never displace served ones", () => {
    const { enter, observe } = places();
    expect(enter("partner", "192.0.2.9")?.prove()).toBe(true);
    for (let index = 0; index < 100; index++) enter(`${index}`, `198.51.100.${index}`);
    expect(observe()).toEqual({ unproven: 4, proven: 1 });
  });
});

describe("served sockets", () => {
  it("are limited by address, and in total", () => {
    const { enter } = places();
    const [one, two, three] = [1, 2, 3].map(() => enter("a", "192.0.2.1"));
    expect([two?.prove(), three?.prove()]).toEqual([true, true]);
    // The third evicted the first.
    expect([one?.prove(), enter("a", "192.0.2.1")]).toEqual([false, null]);
    expect(enter("b", "192.0.2.2")?.prove()).toBe(true);
    expect(enter("c", "192.0.2.3")).toBeNull();
  });

  it("are counted out once", () => {
    const { enter, observe } = places();
    const place = enter("a", "192.0.2.1");
    place?.prove();
    for (let times = 0; times < 3; times++) place?.leave();
    enter("b", "192.0.2.1")?.leave();
    expect(observe()).toEqual({ unproven: 0, proven: 0 });
  });

  it("are not limited for the address of a proxy", () => {
    const { enter } = places();
    expect([1, 2, 3].map(() => enter("proxy", null)?.prove())).toEqual([true, true, true]);
  });
});
