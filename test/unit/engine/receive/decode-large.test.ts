import { describe, expect, it } from "vitest";
import { eventually } from "../../../../dev/clients/eventually.ts";
import { createConnections } from "../../../../sidecar/engine/model/connections.ts";
import type { Undecoded } from "../../../../sidecar/engine/ports/journal/messages.ts";
import { createLargeDecoder } from "../../../../sidecar/engine/receive/decode-large.ts";
import { JournalFailure } from "../../../../sidecar/engine/resilience/failures.ts";
import { recordedLog } from "../../../support/log.ts";

const message = (id: string): Undecoded => ({ id, connection: id, size: 5_000_000, isChunked: true });

/** A decoder whose journal notes what is decoded; `work` stands for decoding a message. */
function decoder(work: (id: string) => Promise<boolean>) {
  const begun: string[] = [];
  const now = { running: 0, most: 0, decoded: 0 };
  const log = recordedLog();
  const large = createLargeDecoder({
    journal: {
      decodeInPortions: async ({ id }) => {
        begun.push(id);
        now.running += 1;
        now.most = Math.max(now.most, now.running);
        try {
          return await work(id);
        } finally {
          now.running -= 1;
        }
      },
      readChunk: async () => new Uint8Array(),
    },
    connections: createConnections(null),
    formats: [],
    flows: [],
    clock: () => new Date("2026-11-20T10:00:00Z"),
    openDecode: () => Promise.reject(new Error("not decoded in this test")),
    onDecoded: () => {
      now.decoded += 1;
    },
    log,
  });
  return { large, begun, now, log };
}

describe("large messages", () => {
  it("are decoded four at a time, each once, in the order in which they were begun", async () => {
    const open: (() => void)[] = [];
    const { large, begun, now } = decoder(() => new Promise((resolve) => open.push(() => resolve(true))));
    for (const id of ["a", "b", "c", "d", "e", "f", "a", "f"]) large.begin(message(id));
    await eventually("four are being decoded", () => open.length === 4);
    for (let index = 0; index < 6; index += 1) {
      await eventually("the next one is being decoded", () => open.length > index);
      open[index]?.();
    }
    await large.idle();
    expect(begun).toEqual(["a", "b", "c", "d", "e", "f"]);
    expect(now).toEqual({ running: 0, most: 4, decoded: 6 });
  });

  it("that another sidecar is decoding are left to it", async () => {
    const { large, now } = decoder(async () => false);
    large.begin(message("a"));
    await large.idle();
    expect(now.decoded).toBe(0);
  });

  it("are begun again after the journal was unreachable", async () => {
    let isReachable = false;
    const { large, begun, now, log } = decoder(async () => {
      if (!isReachable) throw new JournalFailure("unreachable", "away");
      return true;
    });
    large.begin(message("a"));
    await large.idle();
    expect([begun, now.decoded]).toEqual([["a"], 0]);
    expect(JSON.stringify(log.entries)).toContain("decoding is tried again later");
    isReachable = true;
    large.begin(message("a"));
    await large.idle();
    expect([begun, now.decoded]).toEqual([["a", "a"], 1]);
  });

  it("whose decoding fails otherwise become exceptions", async () => {
    let attempts = 0;
    const { large, now } = decoder(async () => {
      attempts += 1;
      if (attempts === 1) throw new Error("a bug");
      return true;
    });
    large.begin(message("a"));
    await large.idle();
    expect([attempts, now.decoded]).toEqual([2, 1]);
  });
});
