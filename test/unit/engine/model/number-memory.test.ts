import { expect, test } from "vitest";
import { createConnections } from "../../../../sidecar/engine/model/connections.ts";
import { numberMemory } from "../../../../sidecar/engine/model/number-memory.ts";
import { createIntake } from "../../../../sidecar/engine/receive/intake.ts";
import type { NewMessage } from "../../../../sidecar/engine/records.ts";
import { formats } from "../../../../sidecar/formats/registry.ts";
import { recordedLog } from "../../../support/log.ts";
import { readingOf } from "../../../support/reading.ts";
import { tinyConnection } from "../../../support/tiny.ts";
import { orderResponse } from "../../../support/x12-text.ts";

const x12 = (options: Readonly<Record<string, unknown>>) => ({ code: "x12", version: "004010", options });
const connections = createConnections({
  version: "1",
  connections: [
    tinyConnection({ code: "usual", format: x12({}) }),
    tinyConnection({ code: "short", format: x12({ numberMemoryDays: 30 }) }),
    tinyConnection({ code: "paused", active: false, format: x12({ numberMemoryDays: 60 }) }),
    tinyConnection({ code: "invalid", format: x12({ numberMemoryDays: "some" }) }),
  ],
});
const memoryOf = numberMemory(formats, connections);

test.each([
  ["usual", "x12", 365],
  ["short", "x12", 30],
  ["paused", "x12", 60],
  ["invalid", "x12", 365],
  ["short", "cloudevents", undefined],
  ["short", null, undefined],
  ["none", "x12", undefined],
  [null, "x12", undefined],
])("the numbers of connection %s in format %s are remembered for %s days", (connection, format, days) => {
  expect(memoryOf(connection, format)).toBe(days);
});

test("arriving messages have the memory of their connection and format", async () => {
  const inserted: NewMessage[] = [];
  const take = createIntake({
    journal: {
      insertMessages: async (messages) => {
        inserted.push(...messages);
        return messages.map(() => ({ id: "m", outcome: "new" }));
      },
    },
    cut: readingOf(formats).cut,
    onStored: () => undefined,
    memoryOf,
    log: recordedLog(),
  });
  const arrival = { transport: "https" as const, headers: {}, sender: null, contentType: null, traceId: "t" };
  const body = Buffer.from(orderResponse("P1", [], { control: 1 }));
  for (const connection of ["short", "none"]) await take({ ...arrival, connection, body });
  expect(inserted.map(({ memoryDays }) => memoryDays)).toEqual([30, undefined]);
});
