import { expect, test } from "vitest";
import { loadConfiguration } from "../../../../sidecar/journal/upkeep/configuration.ts";
import { tinyConnection } from "../../../support/tiny.ts";

const kept = (...connections: object[]) =>
  loadConfiguration({
    query: async () => ({ rows: [{ content: { version: "1", connections } }] }),
  } as unknown as Parameters<typeof loadConfiguration>[0]);

test("a configuration stored without time zones has UTC, and never the machine's zone", async () => {
  const { timeZone: _, ...before } = tinyConnection();
  const known = tinyConnection({ timeZone: "Pacific/Auckland" });
  expect((await kept(before, known))?.connections.map(({ timeZone }) => timeZone)).toEqual([
    "UTC",
    "Pacific/Auckland",
  ]);
});
