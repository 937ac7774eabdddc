import { afterAll, describe, expect, inject, it } from "vitest";
import { startSidecar } from "../../dev/environment/sidecar.ts";
import { killing } from "../chaos/01-kills.ts";
import { crashing } from "../chaos/02-crash-points.ts";
import { losing } from "../chaos/03-lost-responses.ts";
import { repeating } from "../chaos/04-one-key.ts";
import { nonsensical } from "../chaos/10-nonsense.ts";
import { ahead } from "../chaos/11-clock.ts";
import type { Result } from "../chaos/chaos-test.ts";
import { openStage, type Stage } from "../chaos/stage.ts";
import { world } from "../support/world.ts";

/** Small versions of tests of `npm run chaos`: the same code, fewer messages, always the same seed. */
describe("during faults", () => {
  afterAll(() => startSidecar(world().place));

  async function on(test: (stage: Stage) => Promise<Result>): Promise<Result> {
    const options = { place: world().place, environment: inject("environment"), seed: 1, scale: 1 };
    const stage = await openStage({ ...options, tell: () => {} });
    try {
      return await test(stage);
    } finally {
      await stage.close();
    }
  }

  it("every message is applied once while the sidecar, the broker and Odoo are killed", async () => {
    const { counts, misses } = await on((stage) =>
      killing(stage, { messages: 40, sidecarKills: 2, brokerKills: 1, odooRestarts: 1, drained: null }),
    );
    expect(misses).toEqual([]);
    expect(counts).toMatchObject({ lost: 0, duplicated: 0, inverted: 0, exceptions: 1 });
    expect(counts.applied).toBe(counts.sent - 1);
  });

  it("no message is lost or duplicated by a crash at a named point", async () => {
    const places = [
      "inbox-commit:after",
      "confirm:after",
      "settle-commit:before",
      "odoo-commit: sidecar",
    ] as const;
    const { misses, figures } = await on((stage) => crashing(stage, 1, places));
    expect(misses).toEqual([]);
    expect(figures.crashes).toBe(4);
  });

  it("no message is duplicated when Odoo's responses are lost", async () => {
    const { misses } = await on((stage) => losing(stage, 24, { of: "/suture.gateway/apply", silent: 0 }));
    expect(misses).toEqual([]);
  });

  it("twenty concurrent deliveries of one key create one record; the key with another body becomes an exception", async () => {
    const { counts, misses } = await on((stage) => repeating(stage, 1, 20));
    expect(misses).toEqual([]);
    expect(counts).toMatchObject({ sent: 6, applied: 3, exceptions: 3 });
  });

  it("answers of proxies, and of Odoo without its database, refuse nothing: everything is applied in the end", async () => {
    const words = ["a proxy's 404", "an empty list"];
    const { misses, figures } = await on((stage) => nonsensical(stage, 40, words));
    expect(misses).toEqual([]);
    expect(figures.faults).toBe(3);
  });

  it("a sidecar whose clock is three days ahead accepts messages, and reports the difference", async () => {
    const { misses, figures } = await on((stage) => ahead(stage, 40, 3 * 86_400));
    expect(misses).toEqual([]);
    expect(figures.clock).toContain("ahead of the journal's");
  });
});
