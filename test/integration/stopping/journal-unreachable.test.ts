import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { INBOUND_QUEUE } from "../../../sidecar/broker/topology.ts";
import { useStoppable } from "./stoppable.ts";

const { broker, publish, running, states, stopped } = useStoppable();

describe("a stopping sidecar", () => {
  it.each(["stall", "refuse"] as const)(
    "while the journal does not respond (%s) leaves published references in the broker",
    async (how) => {
      const test = await running();
      const before = await broker.ready(INBOUND_QUEUE);
      test.journal[how]();
      const ids = [randomUUID(), randomUUID(), randomUUID()];
      for (const id of ids) publish(id);
      await eventually(
        "they are with the sidecar",
        async () => (await broker.ready(INBOUND_QUEUE)) === before,
      );
      expect(await stopped(test)).not.toBeNull();
      await eventually(
        "they are with the broker",
        async () => (await broker.ready(INBOUND_QUEUE)) === before + 3,
      );
      for (const id of ids) expect(await states(id)).toEqual([]);
    },
  );
});
