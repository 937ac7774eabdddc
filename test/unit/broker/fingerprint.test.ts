import { describe, expect, it } from "vitest";
import { changesOf, fingerprint } from "../../../sidecar/broker/fingerprint.ts";

describe("the recorded queues", () => {
  const before = { decode: 2, standard: 4 };
  it.each([
    ["the same", { decode: 2, standard: 4 }, []],
    ["a kind of work more", { decode: 2, standard: 4, contended: 2 }, []],
    ["more partitions", { decode: 2, standard: 6 }, ["suture.work.standard: 4 partitions before, 6 now"]],
    ["fewer", { decode: 1, standard: 4 }, ["suture.work.decode: 2 partitions before, 1 now"]],
    ["a kind of work less", { standard: 4 }, ["suture.work.decode: 2 partitions before, none now"]],
  ])("%s", (_what, now, changes) => expect(changesOf(before, now)).toEqual(changes));

  it("cover all queues", () => {
    expect(Object.keys(fingerprint()).sort()).toEqual([
      "bulk",
      "contended",
      "critical",
      "decode",
      "standard",
    ]);
  });
});
